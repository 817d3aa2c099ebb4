package io.tokenline.aggregator;

import io.tokenline.Database;

class AggregatorsOnPostgresIT extends AggregatorsContract {

    AggregatorsOnPostgresIT() {
        super(Database.postgres());
    }
}
