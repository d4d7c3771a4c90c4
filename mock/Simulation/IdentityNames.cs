using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using PlanisoContract.Fixtures;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>
/// What identifies the records of a resource to clients, where it is not the number by which the mock knows them: a UUID, a text, or
/// what the client gives. A record holds one that was given; any other follows from the number, so that nothing has to be stored.
/// </summary>
internal sealed class IdentityNames
{
    private const int VersionDigit = 16;
    private const ulong VersionBits = 0xF000, Version4 = 0x4000, VariantBits = 3UL << 62, Variant1 = 1UL << 63;

    private readonly FieldPlan _field;
    private readonly bool _isUuid;
    private readonly string _head;
    private readonly ulong _salt;

    private IdentityNames(FieldPlan field)
    {
        _field = field;
        _isUuid = field.Field.Format == "uuid";
        _head = Head(field.Field);
        // Two resources of one API share no identity.
        foreach (var letter in Encoding.UTF8.GetBytes(field.Owner.Resource.Name))
            _salt = SplitMix64.Mix((_salt << 8) ^ letter);
    }

    /// <summary>Those of a resource, or null where its records are known by their numbers.</summary>
    public static IdentityNames? For(FieldPlan identity) =>
        identity.Field is { Type: FieldType.Integer, OnCreate: false } ? null : new IdentityNames(identity);

    /// <summary>Whether answers write them as numbers.</summary>
    public bool AreNumbers => _field.Field.Type == FieldType.Integer;

    /// <summary>The field that holds them.</summary>
    public int Index => _field.Index;

    /// <summary>The one that a record has to which none was given.</summary>
    public string Generate(long number)
    {
        if (AreNumbers)
            return number.ToString(CultureInfo.InvariantCulture);
        var high = SplitMix64.Mix((ulong)number + _salt);
        if (!_isUuid)
            return _head + high.ToString("x16", CultureInfo.InvariantCulture);
        // As RFC 9562 has random ones.
        Span<byte> bytes = stackalloc byte[VersionDigit];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, (high & ~VersionBits) | Version4);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[sizeof(ulong)..], (SplitMix64.Mix(high) & ~VariantBits) | Variant1);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    /// <summary>The number of the record that has such an identity if none was given to it; false where it is none of these.</summary>
    public bool TryNumber(string canonical, out long number)
    {
        if (AreNumbers)
            return long.TryParse(canonical, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is > 0 and <= int.MaxValue;
        number = 0;
        if (!_isUuid)
            return canonical.Length == _head.Length + VersionDigit && canonical.StartsWith(_head, StringComparison.Ordinal) && ulong.TryParse(canonical.AsSpan(_head.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var whole) && IsFrom(whole, canonical, ref number);
        if (!Guid.TryParseExact(canonical, "D", out var uuid))
            return false;
        Span<byte> bytes = stackalloc byte[VersionDigit];
        uuid.TryWriteBytes(bytes, bigEndian: true, out _);
        // The digit of the version has taken the place of another one.
        var high = BinaryPrimitives.ReadUInt64BigEndian(bytes) & ~VersionBits;
        for (var digit = 0UL; digit < VersionDigit; digit++)
        {
            if (IsFrom(high | (digit << 12), canonical, ref number))
                return true;
        }
        return false;
    }

    /// <summary>How an identity that a request names is compared, or null where it can be none.</summary>
    public string? Canonical(string text) => _isUuid ? Guid.TryParseExact(text, "D", out var uuid) ? uuid.ToString() : null
        : AreNumbers ? long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number.ToString(CultureInfo.InvariantCulture) : null
        : text.Length > 0 ? text : null;

    /// <summary>An identity with a rest behind it that a breakage does not look at.</summary>
    public string WithoutRest(string text) => _isUuid && text.Length > 36 ? text[..36]
        : AreNumbers ? string.Concat(text.TakeWhile(char.IsAsciiDigit)) : text;

    // What stands before the digits, so that the whole has the declared pattern; nothing where digits do not fit it.
    private static string Head(Field identity)
    {
        if (identity.Pattern is null)
            return "";
        var pattern = new PatternText(identity.Pattern);
        var sample = pattern.Text(1, 0, identity.MinLength, identity.MaxLength) ?? "";
        return Enumerable.Range(0, sample.Length + 1).Select(length => sample[..length]).FirstOrDefault(head => pattern.Matches(head + "0123456789abcdef")) ?? "";
    }

    private bool IsFrom(ulong mixed, string canonical, ref long number)
    {
        var found = unchecked(SplitMix64.Unmix(mixed) - _salt);
        if (found is 0 or > int.MaxValue || Generate((long)found) != canonical)
            return false;
        number = (long)found;
        return true;
    }
}
