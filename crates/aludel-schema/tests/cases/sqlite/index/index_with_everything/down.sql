DROP INDEX all_of_it;
