using System.Text.Json.Nodes;
using PlanisoContract.Fixtures;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Binding;

/// <summary>What a new record holds in a field that no request set: a generated value, the time, the declared default.</summary>
internal sealed class InitialValue(FieldPlan field)
{
    private readonly ModeFlag _timeIsEpoch = field.Rules[Behaviors.SetOnCreate, "epoch"];
    private readonly ModeFlag _otherDefault = field.Rules[Behaviors.Default, "other-value"];

    /// <summary>The value; null where nothing is declared.</summary>
    public object? Of(OperationContext context)
    {
        if (field == field.Owner.Identity || field == field.Owner.Number)
            return Sentinel.Generated;
        if (field.Field.SetOn is not null)
            return context.Modes[_timeIsEpoch] ? DateTime.UnixEpoch : context.Now;
        if (field.Default is null && field.IsOfServer)
            return field.Field.Type == FieldType.Timestamp ? context.Now : _ofServer.Value;
        return context.Modes[_otherDefault] ? Other(field.Default) : field.Default;
    }

    // What only the server sets, nobody says how, is never null where the document has no null.
    private readonly Lazy<object?> _ofServer = new(() => new Fixture(0, 2000).Plain(field.Owner.Resource, field.Field, 1) switch
    {
        JsonNode structure => new RawJson(structure.ToJsonString()),
        bool flag => BoxedBoolean.Of(flag),
        var value => value,
    });

    private static object? Other(object? value) => value switch
    {
        bool flag => BoxedBoolean.Of(!flag),
        long integer => integer + 1,
        decimal number => number + 1,
        string text => text + "x",
        DateOnly day => day.AddDays(1),
        var other => other,
    };
}
