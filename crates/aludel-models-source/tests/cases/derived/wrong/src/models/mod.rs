mod broken;
mod ambiguous;
mod structs;
mod types;
