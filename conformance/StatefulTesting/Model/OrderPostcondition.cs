using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.StatefulTesting;

/// <summary>Whether the records that the model knows stand in a list in the order that was observed, or in one that is tolerated.</summary>
internal sealed class OrderPostcondition(Model model, Operation operation)
{
    // Records of one second may stand in any order in a list sorted by time.
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(2);

    private readonly Resource _resource = model.Contract.Resource(operation.Resource);

    /// <param name="own">The records that the list shows.</param>
    /// <param name="shown">What it shows of them, in its order.</param>
    public Deviation? Judge(ImmutableArray<ModelRecord> own, ImmutableArray<JsonObject> shown)
    {
        var possible = model.Readings.Of(Behaviors.ListOrder, Place.Of(operation));
        if (possible.IsEmpty || own.Length < 2)
            return null;
        var records = shown.Select(element => own.First(record => record.Identity == FieldValue.Text(model.Session.Value(element, _resource.Identity)))).ToArray();
        var name = model.Contract.Rule(Behaviors.ListOrder, Place.Of(operation))!.Arguments["field"]?.GetValue<string>();
        var keys = name is null ? [] : shown.Select(element => SortKey.Of(_resource.Field(name), model.Session.Value(element, _resource.Field(name)))).ToArray();
        // How a server sorts texts depends on its language.
        var isText = name is not null && _resource.Field(name).Type == FieldType.Text;
        return possible.Any(reading => isText && reading.StartsWith("field", StringComparison.Ordinal) || Fits(reading, records, keys))
            ? null
            : Model.Deviates(DeviationKind.Order, operation, $"the list sorted: {string.Join(" or ", possible)}",
                $"it shows {string.Join(", ", records.Select(record => record.ToString()))}");
    }

    private static bool Fits(string reading, ModelRecord[] records, SortKey[] keys) => reading switch
    {
        "creation-ascending" => IsByCreation(records),
        "creation-descending" => IsByCreation([.. records.Reverse()]),
        "identity-ascending" => IsByIdentity(records),
        "identity-descending" => IsByIdentity([.. records.Reverse()]),
        "field-ascending" => SortKey.Sorted(keys),
        "field-descending" => SortKey.Sorted(keys.Reverse()),
        _ => true,
    };

    private static bool IsByCreation(ModelRecord[] records) => records.Zip(records.Skip(1)).All(pair => pair.Second.Made - pair.First.Made > -Apart);

    private static bool IsByIdentity(ModelRecord[] records) =>
        records.Zip(records.Skip(1)).All(pair => Number(pair.First) is { } first && Number(pair.Second) is { } second && first < second);

    private static long? Number(ModelRecord record) => long.TryParse(record.Identity, out var number) ? number : null;
}
