using System.Text.Json;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Writing;

/// <summary>Under which key answers show a field: its name, another name, both; or that they leave it out.</summary>
internal sealed class FieldKey(FieldPlan field, JsonEncodedText name)
{
    private readonly JsonEncodedText _alias = JsonEncodedText.Encode(field.Field.Aliases.FirstOrDefault() ?? field.Field.Name);
    private readonly JsonEncodedText _recordName = field.Field.Refers?.Record is { } record ? JsonEncodedText.Encode(record) : default;
    private readonly ModeFlag _underAlias = field.Rules[Behaviors.AnswerName, "alias"];
    private readonly ModeFlag _underBoth = field.Rules[Behaviors.AnswerName, "both"];
    private readonly ModeFlag _underNeither = field.Rules[Behaviors.AnswerName, "neither"];
    private readonly ModeFlag _leftOut = field.Rules[Behaviors.Shown, "left-out"];
    private readonly ModeFlag _nowhere = field.Rules[Behaviors.Shown, "nowhere"];
    private readonly ModeFlag _garbled = field.Rules[Behaviors.Shown, "garbled"];
    private readonly ModeFlag _unsetLeftOut = field.Rules[Behaviors.Unset, "left-out"];
    private readonly bool _mayBeLeftOut = field.Rules.Tolerates(Behaviors.Unset, "left-out");
    private readonly ModeFlag _referenceLeftOut = field.Rules[Behaviors.ReferenceAs, "left-out"];
    private readonly ModeFlag _asRecord = field.Rules[Behaviors.ReferenceAs, "record"];
    private readonly ModeFlag _secretShown = field.Rules[Behaviors.WriteOnly, "shown"];
    private readonly ModeFlag _forbiddenStored = field.Rules[Behaviors.NotAllowed, "stored"];

    /// <summary>Whether there are modes that show it under another key, or leave it out whatever it holds.</summary>
    public bool IsMovable { get; } = field.IsHidden || field.Rules.Has(Behaviors.AnswerName) || field.Rules.Has(Behaviors.Shown)
        || field.Rules.Has(Behaviors.ReferenceAs);

    /// <summary>Whether no reading leaves the key out.</summary>
    public bool IsAlwaysShown => !IsMovable && !_mayBeLeftOut;

    /// <summary>Whether a field that is not movable is shown whatever it holds, and as it is.</summary>
    public bool IsPlain(ActiveModes modes) => !modes[_garbled] && !modes[_unsetLeftOut];

    /// <summary>Whether the answer to an operation holds no readable value.</summary>
    public bool IsGarbled(OperationKind kind, ActiveModes modes) => kind != OperationKind.Create && modes[_garbled];

    /// <summary>Whether the answer to an operation leaves the field out.</summary>
    public bool IsLeftOut(object? value, OperationKind kind, ActiveModes modes) => (value is null && modes[_unsetLeftOut])
        || (IsMovable && (modes[_underNeither] || (kind != OperationKind.Create && modes[_leftOut]) || modes[_nowhere] || modes[_referenceLeftOut]
            || (field.IsHidden && !modes[_secretShown] && !(modes[_forbiddenStored] && value is not null))));

    /// <summary>The key under which the field is shown, and the second one if there are two.</summary>
    public (JsonEncodedText First, JsonEncodedText? Second) Keys(ActiveModes modes) => !IsMovable ? (name, null)
        : modes[_asRecord] ? (_recordName, null)
        : modes[_underAlias] ? (_alias, null)
        : modes[_underBoth] ? (name, _alias)
        : (name, null);
}
