using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace PlanisoContract.Tests.SensibleServers.Redmine;

// How records and refusals are written.
internal sealed partial class RedminePlanio
{
    private static JsonObject Shown(string name, JsonObject record)
    {
        var shown = new JsonObject { ["id"] = (int)record["id"]! };
        foreach (var field in name == "company" ? CompanyTexts : [.. ContactTexts, "gender"])
            shown[field] = record[field]?.DeepClone();
        shown["mails"] = record["mails"]?.DeepClone() ?? new JsonArray();
        shown["phones"] = record["phones"]?.DeepClone() ?? new JsonArray();
        (shown["created_on"], shown["updated_on"]) = ((string?)record["created_on"], (string?)record["updated_on"]);
        return shown;
    }

    private IResult Invalid(Call call, string sentence)
    {
        if (call.Format == "xml")
            return Results.Text(RedmineXml.Write("errors", new JsonArray(sentence), [], true), "application/xml; charset=utf-8", Encoding.UTF8, 422);
        return SensibleServer.Answer(422, new JsonObject
        {
            ["errors"] = defect == RedmineDefect.ErrorsAsObject ? new JsonObject { ["name"] = sentence } : new JsonArray(sentence),
        }, "application/json; charset=utf-8");
    }

    private IResult Render(Call call, int status, string root, JsonNode value, Dictionary<string, int> counts)
    {
        if (call.Format == "xml")
            return Results.Text(RedmineXml.Write(root, value, counts, defect != RedmineDefect.XmlUnmarked), "application/xml; charset=utf-8", Encoding.UTF8, status);
        var body = new JsonObject { [root] = value };
        foreach (var (name, count) in counts)
            body[name] = count;
        return SensibleServer.Answer(status, body, "application/json; charset=utf-8");
    }

    // ActionDispatch::PublicExceptions
    private static IResult Rails(int status, string error, HttpRequest request) => (request.Path.Value ?? "").EndsWith(".xml", StringComparison.Ordinal)
        ? Results.Text($"<?xml version=\"1.0\" encoding=\"UTF-8\"?><hash><status type=\"integer\">{status}</status><error>{error}</error></hash>", "application/xml; charset=utf-8", statusCode: status)
        : SensibleServer.Answer(status, new JsonObject { ["status"] = status, ["error"] = error }, "application/json; charset=utf-8");

    private static JsonNode? Text(JsonNode? value) => value is JsonValue ? value.ToString() : null;

    private static JsonObject? Phone(JsonNode? entry) => entry is JsonObject members
        ? new JsonObject { ["kind"] = Text(members["kind"]), ["value"] = Text(members["value"]) } : null;

    private static int ToI(string? text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
