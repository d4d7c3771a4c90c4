namespace PlanisoContract.Mock.Dialects;

/// <summary>What a Content-Type says of a request body.</summary>
/// <param name="Name">Lower case; empty where nothing is said.</param>
/// <param name="Charset">Lower case; utf-8 where nothing is said.</param>
internal readonly record struct MediaType(string Name, string Charset)
{
    public const string Form = "application/x-www-form-urlencoded";
    public const string Json = "application/json";
    public const string Xml = "application/xml";

    /// <summary>Longer bodies are refused.</summary>
    public const int MaxBytes = 1 << 20;

    public bool IsUtf8 => Charset is "utf-8" or "utf8" or "us-ascii";

    public static MediaType Of(string? header)
    {
        // Nearly all requests send one of these, which need no parsing.
        if (header is Json or Form)
            return new(header, "utf-8");
        if (string.IsNullOrWhiteSpace(header))
            return new("", "utf-8");
        var parts = header.Split(';', StringSplitOptions.TrimEntries);
        var charset = parts.Skip(1).FirstOrDefault(part => part.StartsWith("charset=", StringComparison.OrdinalIgnoreCase));
        return new(parts[0].ToLowerInvariant(), charset is null ? "utf-8" : charset["charset=".Length..].Trim('"').ToLowerInvariant());
    }
}
