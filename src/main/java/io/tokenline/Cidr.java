package io.tokenline;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A network of IP addresses, as {@code 196.201.208.0/21} or {@code 2001:db8::/32} (RFC 4632, RFC 4291).
 *
 * @param first its first address, as a number
 * @param width of an address in bits: 32 or 128
 * @param prefix bits that all its addresses share, 0 to the width
 */
public record Cidr(BigInteger first, int width, int prefix) {

    private static final int V4 = 32;
    private static final int V6 = 128;
    private static final Pattern V4_ADDRESS =
            Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}");
    private static final Pattern V6_ADDRESS = Pattern.compile("(?=.*:)[0-9a-fA-F:]{2,39}");

    public Cidr {
        boolean fits = (width == V4 || width == V6) && prefix >= 0 && prefix <= width && first.signum() >= 0;
        int zeros = first.getLowestSetBit();
        if (!fits || first.bitLength() > width || (zeros >= 0 && zeros < width - prefix)) {
            throw new IllegalArgumentException("a network has no bits behind its prefix");
        }
    }

    /** Reads a network, or a single address; empty where it is neither, or has bits behind its prefix. Asks no name server. */
    public static Optional<Cidr> parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        String prefix = slash < 0 ? "" : text.substring(slash + 1);
        boolean literal = V4_ADDRESS.matcher(address).matches()
                || V6_ADDRESS.matcher(address).matches();
        if (!literal || (slash >= 0 && !prefix.matches("[0-9]{1,3}"))) {
            return Optional.empty();
        }
        try {
            byte[] octets = InetAddress.getByName(address).getAddress();
            int width = octets.length * Byte.SIZE;
            return Optional.of(
                    new Cidr(new BigInteger(1, octets), width, slash < 0 ? width : Integer.parseInt(prefix)));
        } catch (UnknownHostException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether an address lies in it. */
    public boolean contains(InetAddress address) {
        byte[] octets = address.getAddress();
        return octets.length * Byte.SIZE == width
                && new BigInteger(1, octets).shiftRight(width - prefix).equals(first.shiftRight(width - prefix));
    }

    /** As it is written. */
    @Override
    public String toString() {
        byte[] octets = new byte[width / Byte.SIZE];
        byte[] number = first.toByteArray();
        int digits = Math.min(number.length, octets.length);
        System.arraycopy(number, number.length - digits, octets, octets.length - digits, digits);
        try {
            return InetAddress.getByAddress(octets).getHostAddress() + "/" + prefix;
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
