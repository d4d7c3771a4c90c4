using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Seeding;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.State;
using PlanisoContract.Mock.State.Snapshots;

namespace PlanisoContract.Mock.Watching;

/// <summary>
/// Brings the records of an API over to its changed contract. They keep their identities, and their resource its counters. Fields that went are dropped. New
/// ones get their default, else nothing, and a generated value where they are required; so does a field whose value a new rule forbids.
/// </summary>
/// <param name="before">The API as it was.</param>
/// <param name="next">What is to hold the records.</param>
/// <param name="settings">Of its silo.</param>
/// <param name="thisYear">The current year.</param>
/// <param name="report">Takes a line for each record that a new rule forbids, and for what is gone.</param>
internal sealed class RecordTransfer(ApiPlan before, ApiState next, SiloSettings settings, int thisYear, Action<string> report)
{
    private readonly ValueCheck _check = new(thisYear);

    private ApiPlan After => next.Plan;

    private string Owner => $"{settings.Keys[0].Key}: ";

    public StoreContent Move(StoreContent content)
    {
        if (RecordShape.IsSame(before, After))
            return content;
        var given = Read(new RecordShape(before, After, report).Change(content, thisYear));
        given = new GivenContent([.. After.Resources.Select((resource, index) => given.Tables[index] is { } table ? Checked(resource, table, content) : null)]);
        return new Seeder(After, next.Modes, settings.Seed, thisYear, settings.Records, given).Seed(null);
    }

    // What refers to nothing any more is left out, and then perhaps what refers to that.
    private GivenContent Read(JsonObject data)
    {
        while (true)
        {
            var problems = new List<(string At, string Problem)>();
            var reader = new GivenReader(After, thisYear);
            reader.Add(JsonSerializer.SerializeToElement(data[After.Contract.Api]), $"/{After.Contract.Api}", null, (at, problem) => problems.Add((at, problem)));
            var given = reader.Finish(settings.Records, null);
            foreach (var (at, problem) in problems)
            {
                report($"{Owner}{Named(data, at)}: {problem}");
                if (!MisfitRecords.Remove(data, at))
                    throw new InvalidOperationException($"{at}: {problem}");
            }
            if (problems.Count == 0)
                return given;
            MisfitRecords.Compact(data);
        }
    }

    // The resource, and the identity, with which each record begins.
    private static string Named(JsonObject data, string at)
    {
        var path = at.Split('/');
        var record = path.Length > 3 && data[path[1]]?[path[2]] is JsonArray list && int.TryParse(path[3], out var index) ? list[index] as JsonObject : null;
        return string.Join(' ', path.Skip(2).Take(1).Append(record?.First().Value?.ToString() ?? "")) + string.Concat(path.Skip(4).Select(part => $": {part}"));
    }

    private GivenTable Checked(ResourcePlan resource, GivenTable table, StoreContent content)
    {
        if (before.Resources.FirstOrDefault(other => other.Resource.Name == resource.Resource.Name) is not { } earlier)
            return table;
        var fields = resource.Fields.Where(field => field != resource.Identity).Select(field => (Field: field, Before: RecordShape.Earlier(earlier, field))).ToList();
        var unique = new UniqueValues();
        return table with
        {
            Records = [.. table.Records.Select(one =>
            {
                if (one.IsRemoved || content.Tables[earlier.Index].Find(one.Identity) is not { } record)
                    return one;
                var wrong = fields.Select(pair => pair.Before is { } was ? Drop(pair.Field, was, one, record, unique) : null).OfType<string>().ToList();
                if (wrong.Count > 0)
                    report($"{Owner}{DataFormat.Name(resource)} {one.Identity}: {string.Join(' ', wrong)}");
                return one with { IsCompletedWhereRequired = true };
            })],
        };
    }

    // What is wrong with a value, and that is left out then. What was not right before, in a mode or on purpose, stays.
    private string? Drop(FieldPlan field, FieldPlan was, GivenRecord one, Record record, UniqueValues unique)
    {
        var value = one.Values[field.Index];
        if (value == Sentinel.NotSent || (value is null && !field.Field.Required) || (!was.IsRelated && _check.Expected(was, record[was.Index]) is not null && was.Field.Required == field.Field.Required))
            return null;
        var expected = _check.Expected(field, value);
        if (expected is null && field.Field.Unique && !was.Field.Unique && unique.Add(field, value, $"{field.Owner.Resource} {one.Identity}") is { } other)
            expected = $"a value that no other {field.Owner.Resource} has, such as {other}";
        if (expected is null)
            return null;
        one.Values[field.Index] = Sentinel.NotSent;
        return $"{field}: Expected {expected}, found {Shown(field, value)}, which is left out.";
    }

    private static string Shown(FieldPlan field, object? value) => value switch
    {
        null => "nothing",
        _ when field.Secret => "something else",
        RawJson raw => raw.Json,
        Array => "other values",
        _ => FieldValue.Text(value),
    };
}
