"""Money in a decision: what a business needs, what it can carry, what a loan must cost, who gets how much.

Each module is one idea. `need`: the working-capital formula with everything that is taken off. `waterfall`: a
limit as the bounds it came through, told with their numbers. `stack`: what a price must cover. `price_table`:
prices that follow from it. `allocation`: one budget over many firms. `programmes`: who pays a part of a
borrower's cost, and when. Nothing here knows a person, and all but `seen` no database.
"""
