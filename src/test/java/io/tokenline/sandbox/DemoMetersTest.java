package io.tokenline.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.token.sts.Dkga;
import io.tokenline.token.sts.VendingKey;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a sandbox begins with. */
class DemoMetersTest {

    @Test
    void atLeastTwentyMetersJustWorkAndNoNumberIsGivenTwice() {
        List<DemoMeters.Demo> all = DemoMeters.all();
        assertTrue(all.stream()
                        .filter(demo -> demo.scenario().equals(DemoMeters.NORMAL))
                        .count()
                >= 20);
        assertEquals(
                all.size(), all.stream().map(DemoMeters.Demo::pan).distinct().count());
        assertEquals(
                all.size(), all.stream().map(DemoMeters.Demo::owner).distinct().count());
    }

    @Test
    void threeAreBehindByOneRevisionOneOfThemWithTheOlderCipher() {
        List<DemoMeters.Demo> behind = DemoMeters.all().stream()
                .filter(demo -> demo.target().isPresent())
                .toList();
        assertEquals(
                List.of(TestKeys.EA11, TestKeys.EA11, TestKeys.EA07),
                behind.stream().map(DemoMeters.Demo::keys).toList());
        for (DemoMeters.Demo demo : behind) {
            assertEquals(DemoMeters.KEY_CHANGE, demo.scenario());
            DemoMeters.Target target = demo.target().orElseThrow();
            assertEquals(demo.revision().number() + 1, target.revision().number());
            assertNotEquals(
                    demo.keys().vendingKey(demo.revision().number()),
                    demo.keys().vendingKey(target.revision().number()));
        }
    }

    @Test
    void theTestKeysOfBothRevisionsCanBeLoaded() {
        for (TestKeys keys : TestKeys.values()) {
            for (int revision : new int[] {1, 2}) {
                VendingKey key = keys.vendingKey(revision);
                assertEquals(keys == TestKeys.EA11 ? Dkga.DKGA04 : Dkga.DKGA02, key.dkga());
                assertTrue(key.hasProperParity());
            }
            assertThrows(IllegalArgumentException.class, () -> keys.vendingKey(0));
            assertThrows(IllegalArgumentException.class, () -> keys.vendingKey(3));
        }
    }
}
