"""Small numbers in published tables: what to hide so that nobody can be recognised, even by subtraction.

The rule in words, with a table of cases that tests run: docs/rules/small-cells.md.
"""
