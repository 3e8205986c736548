"""Files people use elsewhere: figures, tables, workbooks, slides and pages, all from the same results, without Qt."""
