package io.tokenline.smpp;

import io.tokenline.Msisdn;
import io.tokenline.delivery.Receipt;
import io.tokenline.smpp.codec.Alphabet;
import io.tokenline.smpp.codec.ReceiptIds;
import io.tokenline.smpp.codec.ReceiptPdu;
import io.tokenline.smpp.codec.TextCoding;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells receipts from messages of customers.
 *
 * @param ids how the operator writes ids
 * @param countryCode see {@link Msisdn#parse}
 * @param receipts takes what became of a message; when it returns, that is safe
 */
record ReceiptReader(ReceiptIds ids, String countryCode, Consumer<Receipt> receipts) implements Inbound.Receipted {

    private static final Logger LOG = LoggerFactory.getLogger(ReceiptReader.class);

    @Override
    public boolean take(String link, Incoming incoming) {
        String text = TextCoding.decode(incoming.dataCoding(), incoming.text(), Alphabet.GSM);
        Optional<ReceiptPdu> read = ReceiptPdu.of(incoming.esmClass(), incoming.parameters(), text);
        if (read.isEmpty()) {
            return false;
        }
        ReceiptPdu receipt = read.get();
        Optional<Receipt.Outcome> outcome = outcome(receipt.state());
        if (receipt.messageId().isEmpty() || outcome.isEmpty()) {
            LOG.debug("TKL-1108 link {} tells that a message is {}", link, receipt.state());
        } else {
            Optional<Msisdn> phone = Msisdn.parse(incoming.source().digits(), countryCode);
            receipts.accept(new Receipt(link, ids.ofResponse(receipt.messageId()), phone, outcome.get()));
        }
        return true;
    }

    private static Optional<Receipt.Outcome> outcome(ReceiptPdu.State state) {
        return switch (state) {
            case UNDERWAY -> Optional.empty();
            case DELIVERED -> Optional.of(Receipt.Outcome.DELIVERED);
            case UNDELIVERED -> Optional.of(Receipt.Outcome.UNDELIVERED);
            case REJECTED -> Optional.of(Receipt.Outcome.REJECTED);
        };
    }
}
