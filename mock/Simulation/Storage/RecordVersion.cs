using System.Security.Cryptography;
using System.Text;

namespace PlanisoContract.Mock.Simulation.Storage;

/// <summary>What tells the versions of a record apart: a digest of its values.</summary>
internal static class RecordVersion
{
    /// <summary>The version as an entity tag (RFC 9110, 8.8.3).</summary>
    public static string Of(Record record)
    {
        var text = new StringBuilder().Append(record.Identity).Append(record.Deleted ? "-" : "+");
        foreach (var value in record.ToValues())
            text.Append('\0').Append(value is null ? "" : "=").Append(FieldValue.Text(value));
        return $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 8))}\"";
    }
}

/// <summary>The entity tags in a header such as If-Match.</summary>
internal static class EntityTags
{
    /// <summary>Whether a header names a tag, or any.</summary>
    public static bool Match(string header, string tag) => header.Trim() == "*"
        || header.Split(',', StringSplitOptions.TrimEntries).Any(sent => (sent.StartsWith("W/", StringComparison.Ordinal) ? sent[2..] : sent) == tag);
}
