using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.StatefulTesting;

/// <summary>Stands for a record that a sequence makes: sequences name records by symbols, not by identities, so that they can be run again.</summary>
internal readonly record struct Symbol(int Number, string Resource)
{
    /// <summary><c>User #b</c>; the letters go on with aa.</summary>
    public override string ToString() => $"{Resource} #{Letters(Number)}";

    private static string Letters(int number) => number < 26 ? $"{(char)('a' + number)}" : Letters(number / 26 - 1) + Letters(number % 26);
}

/// <summary>Where a value of a command comes from.</summary>
internal enum ValueSource
{
    /// <summary>No other record of any run has it.</summary>
    Fresh,

    /// <summary>What another record holds, or held when it was deleted.</summary>
    Held,

    /// <summary>What a record held before its last change.</summary>
    Former,

    /// <summary>No value, sent as such.</summary>
    Empty,

    /// <summary>It is not sent.</summary>
    Missing,
}

/// <summary>A value that a command sends, or does not.</summary>
/// <param name="Field">Name of the field.</param>
/// <param name="Source">Where the value comes from.</param>
/// <param name="From">The record whose value it is, for <see cref="ValueSource.Held"/> and <see cref="ValueSource.Former"/>.</param>
/// <param name="Link">The linking field, where the field is one of the linked record.</param>
internal sealed record ValueChoice(string Field, ValueSource Source, Symbol? From = null, string? Link = null)
{
    /// <summary>The field with the one that links to it before a dot.</summary>
    public string Name => Link is null ? Field : $"{Link}.{Field}";
}

/// <summary>One operation of a sequence.</summary>
internal abstract record Command
{
    /// <summary>The key that it is sent with.</summary>
    public Credential Who { get; init; } = Credential.Full;

    /// <summary>The records that must be there before it.</summary>
    public abstract ImmutableArray<Symbol> Requires { get; }

    /// <summary>The records that are there after it.</summary>
    public virtual ImmutableArray<Symbol> Creates => [];

    public abstract OperationKind Kind { get; }

    public sealed override string ToString() => CommandDescription.Of(this);
}

/// <summary>A create from a complete input, except for the choices.</summary>
internal sealed record CreateCommand(Symbol Record, ImmutableArray<ValueChoice> Choices) : Command
{
    public Symbol? Parent { get; init; }

    /// <summary>The records that come with it, by the name of the linking field.</summary>
    public ImmutableArray<(string Field, Symbol Record)> Linked { get; init; } = [];

    public override OperationKind Kind => OperationKind.Create;

    public override ImmutableArray<Symbol> Requires => [.. Choices.Select(choice => choice.From).Append(Parent).OfType<Symbol>()];

    public override ImmutableArray<Symbol> Creates => [Record, .. Linked.Select(linked => linked.Record)];
}

/// <summary>An update of some fields.</summary>
internal sealed record UpdateCommand(Symbol Record, ImmutableArray<ValueChoice> Choices) : Command
{
    public override OperationKind Kind => OperationKind.Update;

    public override ImmutableArray<Symbol> Requires => [Record, .. Choices.Select(choice => choice.From).OfType<Symbol>()];
}

/// <summary>The last update of a record once more, with the same values.</summary>
internal sealed record RepeatUpdateCommand(Symbol Record) : Command
{
    public override OperationKind Kind => OperationKind.Update;

    public override ImmutableArray<Symbol> Requires => [Record];
}

/// <summary>An update that sets a deleted record active again.</summary>
internal sealed record ReactivateCommand(Symbol Record) : Command
{
    public override OperationKind Kind => OperationKind.Update;

    public override ImmutableArray<Symbol> Requires => [Record];
}

internal sealed record DeleteCommand(Symbol Record) : Command
{
    public override OperationKind Kind => OperationKind.Delete;

    public override ImmutableArray<Symbol> Requires => [Record];
}

/// <summary>A find, under the record's own parent or another one.</summary>
internal sealed record FindCommand(Symbol Record) : Command
{
    public Symbol? Under { get; init; }

    public override OperationKind Kind => OperationKind.Find;

    public override ImmutableArray<Symbol> Requires => [.. new Symbol?[] { Record, Under }.OfType<Symbol>()];
}

/// <summary>A whole list: all there is, or under a parent, or narrowed to what a record holds.</summary>
internal sealed record ListCommand(string Resource) : Command
{
    public Symbol? Parent { get; init; }

    /// <summary>The record whose value narrows the list.</summary>
    public Symbol? Like { get; init; }

    public override OperationKind Kind => OperationKind.List;

    public override ImmutableArray<Symbol> Requires => [.. new[] { Parent, Like }.OfType<Symbol>()];
}

/// <summary>A find, an update or a delete of a record that does not exist.</summary>
internal sealed record UnknownRecordCommand(OperationKind Does, string Resource) : Command
{
    public Symbol? Parent { get; init; }

    public override OperationKind Kind => Does;

    public override ImmutableArray<Symbol> Requires => [.. new[] { Parent }.OfType<Symbol>()];
}
