package io.tokenline;

class MigrationsOnH2Test extends MigrationsContract {

    MigrationsOnH2Test() {
        super(Database.h2());
    }
}
