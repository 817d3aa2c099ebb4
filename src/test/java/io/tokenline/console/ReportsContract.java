package io.tokenline.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tokenline.Database;
import io.tokenline.metering.Subscribers;
import io.tokenline.metering.Trouble;
import io.tokenline.vending.Shop;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What staff see of a fault that a customer reported, on whichever database. */
abstract class ReportsContract {

    private final Database database;
    private final Shop shop;

    ReportsContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
    }

    @Test
    void aReportNamesTheFaultAndTheMeterAndMasksThePhone() {
        Subscribers subscribers = shop.rooms().get(Subscribers.class);
        String first = subscribers
                .report(Shop.PHONE, Optional.of(shop.meter()), Trouble.Fault.NO_TOKEN)
                .orElseThrow();
        String second = subscribers
                .report(Shop.PHONE, Optional.empty(), Trouble.Fault.OTHER)
                .orElseThrow();
        List<Trouble> open = subscribers.openReports(0, 10);
        String now = database.clock().instant().toString();
        String masked = Shop.PHONE.masked();
        assertEquals(
                List.of(
                        new ReportsResource.Listed(
                                open.get(0).id(), first, masked, shop.meter().drn(), "NO_TOKEN", now),
                        new ReportsResource.Listed(open.get(1).id(), second, masked, null, "OTHER", now)),
                open.stream().map(ReportsResource.Listed::of).toList());
    }
}
