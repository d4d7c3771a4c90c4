using System.Globalization;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;

namespace PlanisoContract.Mock.Console;

/// <summary>Which records of a resource somebody wants to see, and in which order.</summary>
/// <param name="Search">A part of any value that a person reads; null for all.</param>
/// <param name="Field">What they are sorted by; null for the identity.</param>
/// <param name="IsDescending">Whether the last ones come first.</param>
/// <param name="IsDeleted">Only the deleted ones, or those that are not; null for both.</param>
/// <param name="Offset">How many are left out.</param>
/// <param name="Limit">How many are shown at most.</param>
internal sealed record RecordQuery(string? Search, FieldPlan? Field, bool IsDescending, bool? IsDeleted, int Offset, int Limit)
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1000;

    /// <param name="resource">The resource.</param>
    /// <param name="parameter">Looks a query parameter up.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static RecordQuery Read(ResourcePlan resource, Func<string, string?> parameter, List<string> problems)
    {
        var (sort, state) = (parameter("sort"), parameter("state"));
        var field = sort is null ? null : resource.Fields.FirstOrDefault(field => field.Field.Name == sort);
        if (sort is not null && field is null)
            problems.Add($"sort: expected a field of {resource.Resource}, found {sort}; there is {string.Join(", ", resource.Fields)}.");
        if (state is not (null or "" or "all" or "active" or "deleted"))
            problems.Add($"state: expected active, deleted or all, found {state}.");
        return new RecordQuery(parameter("search") is { Length: > 0 } search ? search : null, field, parameter("order") == "descending",
            state switch { "active" => false, "deleted" => true, _ => null },
            Number("offset", 0, int.MaxValue), Number("limit", DefaultLimit, MaxLimit));

        int Number(string name, int otherwise, int most)
        {
            if (parameter(name) is not { } text)
                return otherwise;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most)
                return number;
            problems.Add($"{name}: expected a whole number from 0 to {most}, found {text}.");
            return otherwise;
        }
    }

    /// <summary>The records, and how many there would be without <see cref="Offset"/> and <see cref="Limit"/>.</summary>
    public (List<Record> Records, int Matching) Of(ResourcePlan resource, Store store)
    {
        var json = new RecordJson(store);
        var taken = store.Tables[resource.Index].All().Where(record => Takes(resource, record, json)).ToArray();
        var matching = taken.Length;
        if (Field is not null && Field != resource.Identity)
        {
            var keys = Array.ConvertAll(taken, record => (Value: Key(record, json), record.Identity));
            Array.Sort(keys, taken, Comparer<(object? Value, long Identity)>.Create(static (a, b) =>
                FieldValue.Compare(a.Value, b.Value) is not 0 and var order ? order : a.Identity.CompareTo(b.Identity)));
        }
        if (IsDescending)
            Array.Reverse(taken);
        return ([.. taken.Skip(Offset).Take(Limit)], matching);
    }

    // What is stored compares faster than what is shown, where it is the same.
    private object? Key(Record record, RecordJson json) =>
        Field!.IsSimple && record[Field.Index] is var value and not (Sentinel or NumberOf or RawJson) ? value : json.Text(Field, record);

    private bool Takes(ResourcePlan resource, Record record, RecordJson json)
    {
        if (IsDeleted is { } deleted && RecordJson.IsDeleted(resource, record) != deleted)
            return false;
        if (Search is null)
            return true;
        foreach (var field in resource.Fields)
        {
            var text = field.IsSimple && record[field.Index] is string stored ? stored : field.Field.Type == PlanisoContract.Spec.FieldType.Boolean ? "" : json.Text(field, record);
            if (text.Contains(Search, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }
}
