using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace PlanisoContract.Mock.InProcess;

/// <summary>Says what came in place of what was expected.</summary>
internal static class Verification
{
    private const int Shown = 10;

    /// <param name="on">What was expected.</param>
    /// <param name="times">How often; null for at least once.</param>
    /// <param name="count">How often it came.</param>
    /// <param name="came">The journal, the newest first.</param>
    /// <param name="nearest">What is near, but no match.</param>
    public static string Explain(On on, int? times, int count, JsonArray came, JsonArray nearest)
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture,
            $"Expected {(times is { } exactly ? Times(exactly) : "at least one request")}, {(count == 0 ? "none" : Times(count))} came: {on}"));
        if (nearest.Count > 0)
            text.Append("\nNearest:").AppendJoin("", nearest.Select(miss => Line(miss!["request"]!, "")).Distinct().Take(3));
        if (came.Count == 0)
            return text.Append("\nNo request came at all.").ToString();
        text.Append(came.Count > Shown ? $"\nThe newest {Shown} of {came.Count} requests that came:" : "\nWhat came, the newest first:");
        return text.AppendJoin("", came.Take(Shown).Select(served => Line(served!["request"]!, Answer(served)))).ToString();
    }

    private static string Times(int count) => count == 1 ? "one request" : $"{count} requests";

    private static string Line(JsonNode request, string answer)
    {
        var body = request["body"]?.ToString() ?? "";
        var start = body.Length <= 100 ? body : body[..100] + "…";
        return $"\n  {request["method"]} {request["url"]}{(start.Length > 0 ? $" {start.ReplaceLineEndings(" ")}" : "")}{answer}";
    }

    private static string Answer(JsonNode served) => $" → {served["response"]?["status"]}, "
        + ((bool?)served["wasMatched"] == true ? $"by stub {served["stubMapping"]?["name"] ?? served["stubMapping"]?["id"]}"
            : served["contract"] is { } api ? $"by {api}" : "by nobody");
}
