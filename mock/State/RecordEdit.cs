using System.Collections.Immutable;
using System.Text.Json;
using PlanisoContract.Mock.Seeding;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.State;

/// <summary>Changes one record past the API: whatever its contract allows to be stored, though no request sets it.</summary>
/// <param name="state">The records.</param>
/// <param name="thisYear">The current year.</param>
internal sealed class RecordEdit(ApiState state, int thisYear)
{
    /// <summary>Sets fields of a record.</summary>
    /// <returns>What is wrong, or null where there is no such record.</returns>
    public IReadOnlyList<DataProblem>? Change(ResourcePlan resource, long identity, JsonElement fields)
    {
        List<DataProblem>? problems = null;
        state.Change(content =>
        {
            if (content.Tables[resource.Index].Find(identity) is not { } before)
                return null;
            problems = [];
            var values = Read(resource, before, fields, content, problems);
            if (problems.Count > 0)
                return null;
            var deleted = resource.Active is { } active && values[active.Index] is bool isActive ? !isActive : before.Deleted;
            return With(content, resource, table => table with { Records = [.. table.Records.Select(record => record == before ? before.With(values, deleted) : record)] });
        });
        return problems;
    }

    /// <summary>Takes a record out; false where there is no such one.</summary>
    public bool Remove(ResourcePlan resource, long identity)
    {
        var removed = false;
        state.Change(content =>
        {
            if (content.Tables[resource.Index].Find(identity) is not { } record)
                return null;
            removed = true;
            return With(content, resource, table => table with
            {
                Records = [.. table.Records.Where(other => other != record)],
                // A softly deleted record stays in its table; any other is remembered.
                Removed = resource.Active is not null ? table.Removed : [.. table.Removed.Append(record).OrderBy(one => one.Identity)],
            });
        });
        return removed;
    }

    private object?[] Read(ResourcePlan resource, Record before, JsonElement fields, StoreContent content, List<DataProblem> problems)
    {
        var references = new References(state.Plan);
        references.Complete((target, identity) => content.Tables[target.Index].Find(identity) is not null, References.NumbersIn(content));
        var reader = new ValueReader(new ValueCheck(thisYear), references);
        var values = before.Unchanged();
        foreach (var member in fields.EnumerateObject())
        {
            void Report(string below, string detail) => problems.Add(new DataProblem("", 0, $"/{member.Name}{below}", detail));
            if (resource.Fields.FirstOrDefault(field => field.Field.Name == member.Name) is not { } field)
            {
                Report("", $"There is no {member.Name} in {DataFormat.A(resource)}; {Nearest.HintOrAll(member.Name, [.. resource.Fields.Select(one => one.Field.Name)])}");
                continue;
            }
            if (field == resource.Identity || field.From is not null)
            {
                Report("", field == resource.Identity ? "A record keeps its identity; add another one." : $"It follows from {field.From!.Value.Through}.");
                continue;
            }
            values[field.Index] = Stored(field, reader.Read(field, before.Identity, member.Value, isChecked: true, Report), content);
            if (Owner(field, values[field.Index], before, content) is { } owner)
                Report("", $"Expected a value that no other {resource.Resource} has; {owner.Identity} has it, too.");
        }
        return values;
    }

    private static object? Stored(FieldPlan field, object? value, StoreContent content) => value switch
    {
        GivenLink link => content.Tables[field.Target!.Index].Find(link.Identity),
        GivenLink[] links => links.Select(link => content.Tables[field.Target!.Index].Find(link.Identity)).OfType<Record>().ToArray(),
        _ => value,
    };

    private static Record? Owner(FieldPlan field, object? value, Record self, StoreContent content) =>
        field.Field.Unique && FieldValue.Key(value) is { } key
            ? content.Tables[field.Owner.Index].Records.FirstOrDefault(other => other != self && string.Equals(FieldValue.Key(other[field.Index]), key, StringComparison.OrdinalIgnoreCase))
            : null;

    private static StoreContent With(StoreContent content, ResourcePlan resource, Func<TableContent, TableContent> change) =>
        new([.. content.Tables.Select((table, index) => index == resource.Index ? Kept(change(table), table) : table)]);

    // Numbers are not given out again.
    private static TableContent Kept(TableContent changed, TableContent before) => changed with { Last = before.Last, Seeded = before.Seeded };
}
