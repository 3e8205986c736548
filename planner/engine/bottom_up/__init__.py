"""Energy of one use, built from below: each method one module, all of them chains of named, uncertain factors."""
