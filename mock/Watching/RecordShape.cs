using System.Text.Json.Nodes;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.State;

namespace PlanisoContract.Mock.Watching;

/// <summary>Gives records the fields that a changed contract has.</summary>
/// <param name="before">The API as it was.</param>
/// <param name="after">The API as it is.</param>
/// <param name="report">Takes a line for each resource and each field that is gone.</param>
internal sealed class RecordShape(ApiPlan before, ApiPlan after, Action<string> report)
{
    /// <summary>The field that holds now what another one held, or null.</summary>
    public static FieldPlan? Earlier(ResourcePlan earlier, FieldPlan field) =>
        DataFormat.Names(field.Field).Select(name => earlier.Fields.FirstOrDefault(other => other.Field.Name == name)).FirstOrDefault(other => other is not null);

    /// <summary>Whether the records of one fit the other as they are.</summary>
    public static bool IsSame(ApiPlan before, ApiPlan after) => JsonNode.DeepEquals(before.Contract.Json["components"]?["schemas"], after.Contract.Json["components"]?["schemas"])
        // That stands with the operations.
        && before.Resources.SelectMany(resource => resource.Fields).Select(field => field.Field.Required)
            .SequenceEqual(after.Resources.SelectMany(resource => resource.Fields).Select(field => field.Field.Required));

    /// <summary>Records as data. They are not to be checked: whoever reads them knows which rules are new.</summary>
    public JsonObject Change(StoreContent content, int thisYear)
    {
        var data = JsonNode.Parse(new DataWriter(thisYear).Write([(before, content)]))!.AsObject();
        var tables = data[before.Contract.Api]!.AsObject();
        var counters = new JsonObject();
        foreach (var resource in before.Resources)
        {
            var (name, table) = (DataFormat.Name(resource), content.Tables[resource.Index]);
            var records = tables[name]!.AsArray();
            tables.Remove(name);
            if (after.Resources.FirstOrDefault(other => other.Resource.Name == resource.Resource.Name) is not { } next)
            {
                report($"{name} is gone, with {records.Count} records.");
                continue;
            }
            counters[DataFormat.Name(next)] = new JsonObject { [DataFormat.Next] = table.Last + 1, [DataFormat.Seeded] = table.Seeded };
            tables[DataFormat.Name(next)] = records;
            Change(records.OfType<JsonObject>(), resource, next);
        }
        tables[DataFormat.Counters] = counters;
        return data;
    }

    private void Change(IEnumerable<JsonObject> records, ResourcePlan resource, ResourcePlan next)
    {
        var names = next.Fields.SelectMany(field => DataFormat.Names(field.Field)).ToHashSet();
        var gone = resource.Fields.Where(field => field != resource.Identity && !names.Contains(field.Field.Name)).Select(field => field.Field.Name).ToList();
        foreach (var name in gone)
            report($"{DataFormat.Name(resource)}.{name} is gone.");
        var entries = next.Fields.Where(field => field.Field is { Keyed: null } && !field.Members.IsEmpty).ToList();
        foreach (var record in records)
        {
            Rename(record, resource.Identity.Field.Name, next.Identity.Field.Name);
            record[DataFormat.Check] = false;
            foreach (var name in gone)
                record.Remove(name);
            foreach (var field in entries)
                Change(record[field.Field.Name], field);
        }
    }

    private static void Change(JsonNode? entries, FieldPlan field)
    {
        foreach (var entry in (entries as JsonArray ?? []).OfType<JsonObject>())
        {
            foreach (var name in entry.Select(member => member.Key).Except(field.Members.Select(member => member.Field.Name)).ToList())
                entry.Remove(name);
        }
    }

    private static void Rename(JsonObject record, string name, string next)
    {
        if (name == next || !record.Remove(name, out var value))
            return;
        record.Remove(next);
        record.Insert(0, next, value);
    }
}
