"""Small reusable widgets: each knows Qt and plain values, none knows the document."""
