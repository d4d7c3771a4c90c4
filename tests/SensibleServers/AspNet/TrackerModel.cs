using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PlanisoContract.Tests.SensibleServers.AspNet;

/// <summary>What System.Text.Json and data annotations make of a body.</summary>
internal static class TrackerModel
{
    public static (JsonObject Entity, JsonObject Errors) Project(JsonObject input, TrackerDefect defect)
    {
        var model = new Binding(input);
        model.Text("key", 60, isRequired: true);
        model.Text("name", 100, isRequired: true);
        return (model.Entity, model.Errors);
    }

    public static (JsonObject Entity, JsonObject Errors) Ticket(JsonObject input, TrackerDefect defect)
    {
        var model = new Binding(input);
        model.Text("title", 120, isRequired: defect != TrackerDefect.TitleNotDemanded);
        model.Take("status", value => value is null || value.GetValueKind() != JsonValueKind.String || value.ToString() is not ("open" or "doing" or "done")
            ? throw new FormatException() : value.DeepClone(), "open");
        model.Take("estimate", value => value is null ? null : value.GetValueKind() == JsonValueKind.Number && decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && (defect == TrackerDefect.EstimateUnbounded || number is >= 0 and <= 999.99m)
            ? defect == TrackerDefect.EstimateTruncated ? (int)number : number : throw new FormatException());
        model.Take("dueAt", value => value is null ? null : value.GetValueKind() == JsonValueKind.String && DateTimeOffset.TryParse(value.ToString(), CultureInfo.InvariantCulture, out var time)
            ? time.AddHours(defect == TrackerDefect.TimeShifted ? 1 : 0).ToString("yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture) : throw new FormatException());
        model.Take("projectId", value => value is null ? null : value.GetValueKind() == JsonValueKind.String && Guid.TryParseExact(value.ToString(), "D", out var id)
            ? $"{id}" : throw new FormatException());
        model.Take("reporter", value => value is null || defect == TrackerDefect.ReporterLost ? null : value is JsonObject && value["name"]?.GetValueKind() == JsonValueKind.String
            ? new JsonObject { ["name"] = value["name"]!.DeepClone(), ["email"] = value["email"]?.DeepClone() } : throw new FormatException());
        model.Take("tags", value => value is null ? new JsonArray() : value is JsonArray list && list.All(one => one?.GetValueKind() == JsonValueKind.String)
            ? new JsonArray([.. (defect == TrackerDefect.TagsReversed ? list.Reverse() : list).Select(one => one!.DeepClone())]) : throw new FormatException(), new JsonArray());
        return (model.Entity, model.Errors);
    }

    private sealed class Binding(JsonObject input)
    {
        public JsonObject Entity { get; } = [];

        public JsonObject Errors { get; } = [];

        public void Text(string name, int most, bool isRequired) => Take(name, value => value switch
        {
            null when isRequired => throw new FormatException(),
            null => null,
            JsonValue when value.GetValueKind() == JsonValueKind.String && value.ToString() is var text && text.EnumerateRunes().Count() <= most && !(isRequired && text.Trim().Length == 0) => text,
            _ => throw new FormatException(),
        }, isRequired ? null : "", isRequired);

        public void Take(string name, Func<JsonNode?, JsonNode?> read, JsonNode? otherwise = null, bool isRequired = false)
        {
            try
            {
                Entity[name] = input.TryGetPropertyValue(name, out var value) || isRequired ? read(value) : otherwise;
            }
            catch (FormatException)
            {
                Errors[name] = new JsonArray($"The {name} field is not valid.");
            }
        }
    }
}
