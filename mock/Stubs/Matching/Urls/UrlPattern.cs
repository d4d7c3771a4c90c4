namespace PlanisoContract.Mock.Stubs.Matching.Urls;

/// <summary>Which URLs a stub takes (wiremock.org, "URL Matching"): one of five members, or each.</summary>
internal sealed class UrlPattern
{
    private static readonly string[] Words = ["url", "urlPattern", "urlPath", "urlPathPattern", "urlPathTemplate"];

    private readonly string? _text;
    private readonly BoundedRegex? _regex;
    private readonly bool _wholeUrl;

    private UrlPattern(string? word, string? text, BoundedRegex? regex)
    {
        (Word, _text, _regex) = (word, text, regex);
        _wholeUrl = word is "url" or "urlPattern";
        Template = word == "urlPathTemplate" ? new PathTemplate(text!) : null;
        Prefix = word switch
        {
            null => "/",
            "url" or "urlPath" => Path(text!),
            "urlPathTemplate" => Template!.Prefix,
            _ => Path(LiteralStart.Of(text!)),
        };
        if (!Prefix.StartsWith('/'))
            Prefix = "/";
    }

    /// <summary>The member that says it, or null.</summary>
    public string? Word { get; }

    /// <summary>What stands there.</summary>
    public string? Text => _text;

    public PathTemplate? Template { get; }

    /// <summary>How each path begins that can match.</summary>
    public string Prefix { get; }

    public static UrlPattern Read(JsonPlace place)
    {
        var given = Words.Where(word => place.Member(word) is { IsNull: false }).ToArray();
        if (given.Length > 1)
            place.Problems.Add(place.Pointer, $"Expected one of {string.Join(", ", Words)}, found {string.Join(" and ", given)}; write all of it into one.");
        if (given.Length == 0 || place.Member(given[0])!.Text() is not { } text)
            return new UrlPattern(null, null, null);
        if (given[0] is not ("urlPattern" or "urlPathPattern"))
            return new UrlPattern(given[0], text, null);
        if (BoundedRegex.TryParse(text, out var regex, out var wrong))
            return new UrlPattern(given[0], text, regex);
        place.Problems.Add(place.Pointer, wrong);
        return new UrlPattern(null, null, null);
    }

    public bool Matches(StubRequest request) => Word switch
    {
        null => true,
        "url" => _text == request.Url,
        "urlPath" => request.PathSpan.SequenceEqual(_text),
        "urlPathTemplate" => Template!.Matches(request.Path),
        _ => _regex!.Matches(_wholeUrl ? request.Url : request.Path),
    };

    public double DistanceTo(StubRequest request) => Word switch
    {
        null => 0,
        "url" or "urlPath" => Levenshtein.Share(_text, Actual(request)),
        "urlPathTemplate" => Matches(request) ? 0 : Levenshtein.Share(Template!.WithoutVariables, request.Path),
        _ => Matches(request) ? 0 : 1,
    };

    /// <summary>What of the request is looked at.</summary>
    public string Actual(StubRequest request) => _wholeUrl ? request.Url : request.Path;

    private static string Path(string url) => url.IndexOf('?', StringComparison.Ordinal) is >= 0 and var mark ? url[..mark] : url;
}
