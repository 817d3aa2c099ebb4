package io.tokenline;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Optional;

/**
 * What the environment says, read once at start; see {@link SettingsReader}.
 *
 * @param sandbox whether the sandbox exists
 * @param node the name of this server among its peers
 * @param data the folder of the embedded database and the key store
 * @param countryCode E.164 country code that replaces a leading 0
 * @param currency the currency of every amount
 * @param timeZone of the times that customers read
 * @param ussdCode the service code of the prepaid menu
 * @param shortCode the SMS short code that answers come from
 * @param adminPassword of the user {@code admin}; without one no admin exists
 * @param vaultPassword of the key store
 * @param staTables a licensee's file of tables for meters with EA 07; without one such meters are not sold for
 * @param smpp of the listener
 * @param dialogs limits of USSD dialogs
 * @param paymentWait how long a customer may take to answer the wallet's prompt
 * @param receipts how much the SMS with a token says
 * @param registry limits of looking meters up and taking them in
 */
public record Settings(
        boolean sandbox,
        String node,
        Path data,
        String countryCode,
        Currency currency,
        ZoneId timeZone,
        String ussdCode,
        String shortCode,
        Optional<Secret> adminPassword,
        Optional<Secret> vaultPassword,
        Optional<Path> staTables,
        Smpp smpp,
        Dialogs dialogs,
        Duration paymentWait,
        Receipts receipts,
        Registry registry) {

    /**
     * Limits of the registry.
     *
     * @param lookUpsHour meters, other than his own, that a phone may look up in an hour
     * @param lookUpsDay the same in a day
     * @param fileOctets the longest file of meters that is taken in
     */
    public record Registry(int lookUpsHour, int lookUpsDay, long fileOctets) {}

    /** How much the SMS with a token says. */
    public enum Receipts {
        /** What the money was for, line by line. */
        ITEMISED,
        /** The token, the units and the reference: one SMS in every script. */
        SHORT
    }

    /**
     * The SMPP listener.
     *
     * @param address the interface it listens on
     * @param port TCP port; 0 takes a free one
     * @param systemId our name in bind responses
     * @param maxConnections in total, bound or not
     * @param maxConnectionsPerAddress of one IP address, bound or not
     * @param bindTimeout from accept to bind
     * @param pduTimeout from the first octet of a PDU to its last
     * @param enquireLink silence after which we ask whether the peer lives
     * @param responseTimeout how long we wait for the response to a request of ours
     * @param window requests of ours that may be unanswered on one bind
     * @param workers threads that process the requests of one bind
     * @param queue requests of one bind that may wait for a worker
     * @param tls of the listener that speaks TLS; without it there is none
     * @param trust PEM file of the CAs that sign gateways' certificates; without it those of the JVM count
     */
    public record Smpp(
            String address,
            int port,
            String systemId,
            int maxConnections,
            int maxConnectionsPerAddress,
            Duration bindTimeout,
            Duration pduTimeout,
            Duration enquireLink,
            Duration responseTimeout,
            int window,
            int workers,
            int queue,
            Optional<Tls> tls,
            Optional<Path> trust) {

        /** A listener without TLS. */
        public Smpp(
                String address,
                int port,
                String systemId,
                int maxConnections,
                int maxConnectionsPerAddress,
                Duration bindTimeout,
                Duration pduTimeout,
                Duration enquireLink,
                Duration responseTimeout,
                int window,
                int workers,
                int queue) {
            this(
                    address,
                    port,
                    systemId,
                    maxConnections,
                    maxConnectionsPerAddress,
                    bindTimeout,
                    pduTimeout,
                    enquireLink,
                    responseTimeout,
                    window,
                    workers,
                    queue,
                    Optional.empty(),
                    Optional.empty());
        }

        /** The same with TLS on a port of its own. */
        public Smpp withTls(Tls wanted) {
            return new Smpp(
                    address,
                    port,
                    systemId,
                    maxConnections,
                    maxConnectionsPerAddress,
                    bindTimeout,
                    pduTimeout,
                    enquireLink,
                    responseTimeout,
                    window,
                    workers,
                    queue,
                    Optional.of(wanted),
                    trust);
        }
    }

    /**
     * TLS of the SMPP listener.
     *
     * @param port TCP port; 0 takes a free one
     * @param keyStore a PKCS#12 or JKS file with our key and certificates
     * @param password of the file and the key
     * @param clientCa PEM file of the CAs whose certificates clients must show; without it they show none
     */
    public record Tls(int port, Path keyStore, Secret password, Optional<Path> clientCa) {}

    /**
     * Limits of USSD dialogs.
     *
     * @param max open at once
     * @param idle between two steps
     * @param total from the dial to the end
     * @param menus a folder with the menus to serve instead of those of the server; a change in it is taken up
     */
    public record Dialogs(int max, Duration idle, Duration total, Optional<Path> menus) {

        /** With the menus of the server. */
        public Dialogs(int max, Duration idle, Duration total) {
            this(max, idle, total, Optional.empty());
        }
    }
}
