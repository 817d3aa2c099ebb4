package io.tokenline.vending;

import io.tokenline.Database;
import io.tokenline.Power;
import io.tokenline.Rooms;
import io.tokenline.payment.Callbacks;
import io.tokenline.payment.Payments;
import io.tokenline.payment.Refunds;
import io.tokenline.payment.Wallet;
import io.tokenline.payment.WalletFixture;
import io.tokenline.payment.Wallets;
import java.time.Instant;
import java.util.Random;
import java.util.random.RandomGenerator;

/** One of several servers over one database: it shares no bean with the others, can be cut off, and begins again. */
final class Node {

    /** In cents: what comes twice or too late goes back at once up to here, above it when two persons want so. */
    private static final long RETURNED_ALONE = 500_00;

    private final Rooms shop;
    private final String name;
    private final Wallet wallet;
    private final Random random;
    private Power power = new Power();
    private Rooms rooms;
    private int life;

    /** When it may begin again after a cut. */
    private Instant downUntil = Instant.MIN;

    Node(Rooms shop, String name, Wallet wallet, Random random) {
        this.shop = shop;
        this.name = name;
        this.wallet = wallet;
        this.random = random;
        this.rooms = start();
    }

    private Rooms start() {
        life++;
        power = new Power();
        Rooms fresh = shop.asNode(name, power).with(RandomGenerator.class, new Random(random.nextLong()));
        fresh.get(Wallets.class).add(wallet);
        WalletFixture.returnsAlone(fresh, RETURNED_ALONE);
        fresh.get(Payments.class).releaseClaims();
        return fresh;
    }

    /** Has it die at a commit, see {@link Power#cutAt}, and begin again no earlier than at a moment. */
    void cutAt(int commits, boolean undone, Instant until) {
        power.cutAt(commits, undone);
        downUntil = until;
    }

    /** Dies now, between two commits. */
    void cut(Instant until) {
        downUntil = until;
        power.cutNow();
    }

    /** Whether it works; a node whose time in the dark is over begins again. */
    boolean isUp() {
        if (power.isOff() && !rooms.get(Database.class).clock().instant().isBefore(downUntil)) {
            rooms = start();
        }
        return !power.isOff();
    }

    /** The same number as long as it was not cut: what it had begun before belongs to nobody. */
    int life() {
        return life;
    }

    Rooms rooms() {
        return rooms;
    }

    Vending vending() {
        return rooms.get(Vending.class);
    }

    Payments payments() {
        return rooms.get(Payments.class);
    }

    Refunds refunds() {
        return rooms.get(Refunds.class);
    }

    Callbacks callbacks() {
        return rooms.get(Callbacks.class);
    }

    Collection collection() {
        return new Collection(payments(), callbacks(), rooms.get(Unfinished.class), Runnable::run);
    }
}
