package io.tokenline.vending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.books.Books;
import io.tokenline.books.Invariant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens in whichever order, in the end money, tokens and cases agree: by our own tables, and by the books of the
 * wallet. 500 sales; 20,000 with {@code -Plong}. The same order once more: {@code -Dmodel.seed=...}, as it was printed.
 */
abstract class MoneyModelContract {

    private static final int SALES = 500;
    private static final int RUNS = Boolean.getBoolean("long.runs") ? 40 : 1;
    private static final long SEED = Long.getLong("model.seed", 20_260_301);

    private static final Set<MoneyModel.Seen> USUAL =
            EnumSet.of(MoneyModel.Seen.SOLD, MoneyModel.Seen.SOLD_AGAIN, MoneyModel.Seen.REFUSED, MoneyModel.Seen.CUT);

    private final Database database;
    private final Set<MoneyModel.Seen> seen = EnumSet.noneOf(MoneyModel.Seen.class);
    private final Set<MoneyOracle.End> ends = EnumSet.noneOf(MoneyOracle.End.class);

    MoneyModelContract(Database database) {
        this.database = database;
    }

    @Test
    void whateverHappensEachPaymentIsATokenOrACase() {
        for (int run = 0; run < RUNS; run++) {
            run(SEED + run);
        }
        if (RUNS > 1) { // what is rare may be missing among few
            assertEquals(EnumSet.allOf(MoneyModel.Seen.class), seen, "all of it was tried");
            assertEquals(EnumSet.allOf(MoneyOracle.End.class), ends, "and had every end");
        } else {
            assertTrue(seen.containsAll(USUAL), () -> "tried: " + seen);
            assertTrue(ends.contains(MoneyOracle.End.TOKEN) && ends.contains(MoneyOracle.End.CASE), () -> "" + ends);
        }
    }

    @Test
    void twoServersAtOnceDoAsOneDoes() {
        MoneyModel model = new MoneyModel(database, SEED);
        model.world().together(25);
        model.rest();
        MoneyOracle oracle = new MoneyOracle(database, model.world().bank);
        List<String> wrong = new ArrayList<>(oracle.disagreements());
        wrong.addAll(Counters.wrong(database, MoneyWorld.DEBT));
        wrong.addAll(broken(model));
        System.out.println("MoneyModel " + getClass().getSimpleName() + " at once: " + oracle.ledger());
        assertEquals(List.of(), wrong);
        assertEquals(50, database.count("select count(*) from sale"));
        assertTrue(oracle.ledger().getOrDefault(MoneyOracle.End.TOKEN, 0) > 0);
    }

    private void run(long seed) {
        try {
            MoneyModel model = new MoneyModel(database, seed);
            model.run(SALES);
            model.rest();
            MoneyOracle oracle = new MoneyOracle(database, model.world().bank);
            List<String> wrong = new ArrayList<>(oracle.disagreements());
            wrong.addAll(Counters.wrong(database, MoneyWorld.DEBT));
            wrong.addAll(broken(model));
            database.clock().pass(Duration.ofHours(25));
            wrong.addAll(broken(model));
            System.out.println("MoneyModel " + getClass().getSimpleName() + " seed " + seed + ": " + model.steps()
                    + " steps, " + model.seen() + ", " + oracle.ledger());
            assertEquals(List.of(), wrong);
            seen.addAll(model.seen().keySet());
            oracle.ledger().forEach((end, count) -> {
                if (count > 0) {
                    ends.add(end);
                }
            });
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("-Dmodel.seed=" + seed + ": " + e.getMessage(), e);
        }
    }

    private List<String> broken(MoneyModel model) {
        Map<Invariant, Long> counts =
                model.world().nodes.get(0).rooms().get(Books.class).check();
        Set<Invariant> broken = counts.keySet().stream()
                .filter(invariant -> counts.getOrDefault(invariant, 0L) > 0)
                .collect(Collectors.toSet());
        return broken.stream()
                .map(invariant -> invariant + " " + counts.get(invariant))
                .toList();
    }
}
