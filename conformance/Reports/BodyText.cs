using System.Text.Encodings.Web;
using System.Text.Json;

namespace PlanisoContract.Conformance.Reports;

/// <summary>A body for people: JSON indented where all of it can be shown.</summary>
internal static class BodyText
{
    // Indented, one line of a list of flags becomes many.
    private const int LongestIndented = 1_500;

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        IndentSize = 2,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="body">Without keys.</param>
    /// <param name="most">How many characters to show.</param>
    public static string Of(string body, int most) =>
        Cut.To(most, body.Length <= Math.Min(most, LongestIndented) && Pretty(body) is { } pretty && pretty.Length <= 2 * most ? pretty : body);

    private static string? Pretty(string body)
    {
        if (body.AsSpan().TrimStart() is not ['{' or '[', ..])
            return null;
        try
        {
            using var json = JsonDocument.Parse(body);
            return JsonSerializer.Serialize(json.RootElement, Indented);
        }
        // Half a surrogate pair is JSON to its grammar, and no text.
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}
