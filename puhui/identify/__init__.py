"""identify: is this a micro business, in which trade, of what size?"""
