using System.Collections.Concurrent;
using System.Globalization;

namespace PlanisoContract.Mock.Simulation.Storage;

/// <summary>The numbers of the records of one table by what identifies them to clients. It needs no lock.</summary>
/// <param name="names">What does; null where it is the number.</param>
internal sealed class GivenIdentities(IdentityNames? names)
{
    private readonly ConcurrentDictionary<string, long>? _given = names is null ? null : new(StringComparer.Ordinal);

    /// <summary>Notes the identity that was given to a record, if one was.</summary>
    public void Add(Record record)
    {
        if (_given is not null && record[names!.Index] is var given and not (null or Sentinel) && names.Canonical(FieldValue.Text(given)) is { } canonical)
            _given[canonical] = record.Identity;
    }

    /// <summary>The number of the record that a client means; 0 where there is none such, null where nothing can be meant.</summary>
    /// <param name="text">What the client says.</param>
    /// <param name="at">The current version of a record.</param>
    public long? NumberOf(string text, Func<long, Record?> at)
    {
        if (names is null)
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var plain) && plain > 0 ? plain : null;
        if (names.Canonical(text) is not { } canonical)
            return null;
        if (_given!.TryGetValue(canonical, out var number))
            return number;
        // A record to which another identity was given does not have this one.
        return names.TryNumber(canonical, out number) && (at(number) is not { } record || record[names.Index] is Sentinel) ? number : 0;
    }

    /// <summary>What identifies a record to clients.</summary>
    /// <param name="number">Of the record.</param>
    /// <param name="record">The record, or null where it is not there.</param>
    public string NameOf(long number, Record? record) => names is null ? number.ToString(CultureInfo.InvariantCulture)
        : record is null ? names.Generate(number) : names.Of(record);
}

/// <summary>What a record says of its identity.</summary>
internal static class RecordIdentity
{
    /// <summary>The identity by which clients know a record.</summary>
    public static string Of(this IdentityNames names, Record record) =>
        record[names.Index] is var given && given is Sentinel or null ? names.Generate(record.Identity) : FieldValue.Text(given);
}
