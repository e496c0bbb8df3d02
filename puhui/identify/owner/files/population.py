"""How many more are found than registers name, by place and by trade."""
