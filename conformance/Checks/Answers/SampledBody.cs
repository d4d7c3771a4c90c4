using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace PlanisoContract.Conformance.Checks;

/// <summary>
/// A body whose long list is thinned out: the validator takes about a millisecond for a record, and a list of tens of
/// thousands repeats itself. The first and the last element stay, and others at even distances between them.
/// </summary>
internal sealed partial class SampledBody
{
    private const int Most = 400;

    private readonly int[]? _kept;

    /// <param name="body">The body; it is changed.</param>
    public SampledBody(JToken body)
    {
        Body = body;
        if ((body as JObject)?.Properties().Select(member => member.Value).OfType<JArray>().FirstOrDefault() is not { Count: > Most } list)
            return;
        _kept = [.. Enumerable.Range(0, Most).Select(n => (int)((long)n * (list.Count - 1) / (Most - 1)))];
        list.Replace(new JArray(_kept.Select(index => list[index])));
    }

    public JToken Body { get; }

    /// <summary>A path in <see cref="Body"/> as it was in the whole body.</summary>
    public string Original(string path) => _kept is null
        ? path
        : Index().Replace(path, found => string.Create(CultureInfo.InvariantCulture,
            $"[{_kept[int.Parse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture)]}]"), 1);

    [GeneratedRegex(@"\[(\d+)\]")]
    private static partial Regex Index();
}
