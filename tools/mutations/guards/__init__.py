"""The table of `make guards`: how to take each guard out, and which tests must notice.

A change is found by the syntax tree (../patterns.py, ../operators.py): layout and names of variables do not matter.
"""

from tools.mutations.guards import customers, database, intake, messaging, orders, payments, process, sandbox, stock

TABLES = (orders, payments, stock, messaging, customers, intake, process, database, sandbox)
MUTATIONS = tuple(mutation for table in TABLES for mutation in table.MUTATIONS)
