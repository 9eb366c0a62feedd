mod broken;
mod ambiguous;
mod types;
