package io.tokenline.books;

import io.tokenline.Settings;
import io.tokenline.payment.StatementLine;
import io.tokenline.payment.Wallet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Brings in what wallets say they took: as a file, or from the wallet itself. No transaction is open while a file arrives or a
 * wallet answers.
 */
@ApplicationScoped
public class Statements {

    private final Reconciliation reconciliation;
    private final Settings settings;
    private final Path folder;

    @Inject
    Statements(Reconciliation reconciliation, Settings settings) {
        this.reconciliation = reconciliation;
        this.settings = settings;
        this.folder = settings.data().resolve("statements");
    }

    /**
     * What became of a file.
     *
     * @param taken empty where there are faults
     * @param faults each with its line; where there is one, nothing was taken in
     */
    public record Result(Optional<Reconciliation.Taken> taken, List<StatementFault> faults) {}

    /**
     * Reads a file that a wallet's portal wrote.
     *
     * @param day the day that it tells of; empty where that is from its first line to its last
     * @throws IOException where it does not arrive whole
     */
    public Result read(String provider, InputStream csv, Optional<LocalDate> day, String person) throws IOException {
        Files.createDirectories(folder);
        Path file = Files.createTempFile(folder, "statement", ".csv"); // for the owner only
        try {
            MessageDigest sha256 = sha256();
            try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), sha256)) {
                csv.transferTo(out);
            }
            String hash = HexFormat.of().formatHex(sha256.digest());
            return take(provider, Optional.of(hash), span(day), person, writing -> lines(file, writing));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private List<StatementFault> lines(Path file, StatementLedger.Writing into) {
        try (BufferedReader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return new StatementCsv(settings.currency(), settings.timeZone(), into).read(text);
        } catch (java.nio.charset.CharacterCodingException e) {
            return List.of(new StatementFault(1, "the file is not written in UTF-8"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Has a wallet list a day of the utility's zone.
     *
     * @throws IllegalStateException where it does not list all of it
     */
    public Result pull(Wallet wallet, LocalDate day, String person) {
        Span span = Span.of(day, settings.timeZone());
        List<StatementLine> lines = wallet.statement(span.from(), span.until());
        return take(wallet.provider(), Optional.empty(), Optional.of(span), person, writing -> {
            for (int i = 0; i < lines.size(); i++) {
                writing.line(i + 1, lines.get(i));
            }
            return List.of();
        });
    }

    private Result take(
            String provider,
            Optional<String> sha256,
            Optional<Span> told,
            String person,
            Reconciliation.Source source) {
        try {
            return new Result(Optional.of(reconciliation.take(provider, sha256, told, person, source)), List.of());
        } catch (StatementRefused refused) {
            return new Result(Optional.empty(), refused.faults());
        }
    }

    private Optional<Span> span(Optional<LocalDate> day) {
        return day.map(told -> Span.of(told, settings.timeZone()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
