using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Writing;

/// <summary>Breakages of what an operation's answers show: one key of each record missing, one value of another type or out of date.</summary>
internal sealed class AnswerBreakages(OperationPlan operation, RecordSchema schema)
{
    private readonly ModeFlag _keyMissing = operation.Rules[Behaviors.AnswerKeys, "key-missing"];
    private readonly ModeFlag _stale = operation.Rules[Behaviors.ListAgrees, "stale"];
    private readonly ModeFlag _wrongType = operation.Rules[Behaviors.AnswerSchema, "wrong-type"];

    // The last key of the documented example that no reading may leave out.
    private readonly SchemaField? _lastKey = operation.Operation.ExampleRecord?.Select(member => schema.Named(member.Key)).LastOrDefault(
        field => field is { Key.IsAlwaysShown: true } && field.Field != schema.Resource.Identity);

    /// <summary>The field that is left out, or null.</summary>
    public SchemaField? Missing(ActiveModes modes) => modes[_keyMissing] ? _lastKey : null;

    /// <summary>The field that shows something else than what is stored, or null.</summary>
    public SchemaField? Stale(ActiveModes modes) => modes[_stale] ? schema.FirstWrittenText : null;

    /// <summary>Whether the first text is shown as a list.</summary>
    public bool HasWrongType(ActiveModes modes) => modes[_wrongType];
}
