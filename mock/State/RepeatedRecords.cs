using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;

namespace PlanisoContract.Mock.State;

/// <summary>Records that share what no two of them should.</summary>
internal static class RepeatedRecords
{
    /// <summary>The records that have a value of a unique field that one before them has, too.</summary>
    public static HashSet<Record> Of(ResourcePlan resource, IReadOnlyList<Record> records)
    {
        var repeated = new HashSet<Record>(ReferenceEqualityComparer.Instance);
        foreach (var field in resource.Number is { } number ? resource.Unique.Add(number) : resource.Unique)
        {
            var owners = new Dictionary<string, Record>(records.Count, StringComparer.OrdinalIgnoreCase);
            foreach (var record in records)
            {
                if (Key(field, record) is { } key && !owners.TryAdd(key, record))
                    repeated.Add(record);
            }
        }
        return repeated;
    }

    private static string? Key(FieldPlan field, Record record) => record[field.Index] switch
    {
        Sentinel sentinel when sentinel == Sentinel.Generated => FieldValue.Text(record.Identity),
        NumberOf other => FieldValue.Text(other.Identity),
        var value => FieldValue.Key(value),
    };
}
