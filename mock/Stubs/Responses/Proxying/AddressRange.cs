using System.Net;

namespace PlanisoContract.Mock.Stubs.Responses.Proxying;

/// <summary>Addresses from one to another, both among them.</summary>
internal sealed class AddressRange
{
    private readonly byte[] _first;
    private readonly byte[] _last;

    private AddressRange(byte[] first, byte[] last)
    {
        _first = first;
        _last = last;
    }

    /// <summary>Of an address, a range or a network; null where the text is none of them.</summary>
    public static AddressRange? TryParse(string text)
    {
        if (TryBytes(text) is { } only)
            return new AddressRange(only, only);
        if (IPNetwork.TryParse(text, out var network))
            return Of(network);
        return text.Split('-') is [var from, var to] && TryBytes(from) is { } first && TryBytes(to) is { } last
            && first.Length == last.Length && first.AsSpan().SequenceCompareTo(last) <= 0
            ? new AddressRange(first, last)
            : null;
    }

    public bool Has(IPAddress address)
    {
        var bytes = Bytes(address);
        return bytes.Length == _first.Length && bytes.AsSpan().SequenceCompareTo(_first) >= 0 && bytes.AsSpan().SequenceCompareTo(_last) <= 0;
    }

    private static AddressRange Of(IPNetwork network)
    {
        var first = network.BaseAddress.GetAddressBytes();
        var last = (byte[])first.Clone();
        for (var bit = network.PrefixLength; bit < last.Length * 8; bit++)
            last[bit / 8] |= (byte)(0x80 >> (bit % 8));
        return new AddressRange(first, last);
    }

    // "1" and "0x7f.1" are addresses to the parser, too; here they are names.
    private static byte[]? TryBytes(string text) =>
        IPAddress.TryParse(text.Trim(), out var address) && (text.Contains(':', StringComparison.Ordinal) || text.Count(letter => letter == '.') == 3)
            ? Bytes(address)
            : null;

    // An IPv4 address in the clothes of IPv6 is the same place.
    private static byte[] Bytes(IPAddress address) => (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes();
}
