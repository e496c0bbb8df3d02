"""A budget over many firms: ours against greedy, against proportion, against one plain programme."""
