package io.tokenline.aggregator;

import io.tokenline.Database;

class AggregatorsOnH2IT extends AggregatorsContract {

    AggregatorsOnH2IT() {
        super(Database.h2());
    }
}
