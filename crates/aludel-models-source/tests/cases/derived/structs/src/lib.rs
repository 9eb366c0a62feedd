mod elsewhere;
mod models;
