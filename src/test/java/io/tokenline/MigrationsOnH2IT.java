package io.tokenline;

class MigrationsOnH2IT extends MigrationsContract {

    MigrationsOnH2IT() {
        super(Database.h2());
    }
}
