using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Modes;

/// <summary>A question to <see cref="ActiveModes"/>: is this mode of this rule in force? One array access answers it.</summary>
/// <remarks>The default value stands for a rule that the contract does not have: it is never in force.</remarks>
internal readonly record struct ModeFlag(int Rule, ulong Bit);

/// <summary>The modes of one contract that are in force in a silo: one set of bits for each rule, and one for <see cref="Sequences"/> behind them.</summary>
internal sealed class ActiveModes(ulong[] masks)
{
    public bool this[ModeFlag flag] => (masks[flag.Rule] & flag.Bit) != 0;

    /// <summary>Whether a breakage is in force that only sequences show, so that there is something to remember.</summary>
    public bool AnySequence => masks[^1] != 0;
}

/// <summary>The mode flags of a contract, by place.</summary>
internal sealed class ModeFlags(Contract contract)
{
    public PlaceFlags Of(Place place) => new(contract, place);

    /// <summary>The flag of a breakage that only sequences show; one that is never in force where nothing in the contract could show it.</summary>
    public ModeFlag OfSequence(string name) =>
        Sequences.Of(contract).Any(mode => mode.Name == name) ? new ModeFlag(contract.Rules.Length, BitOfSequence(name)) : default;

    /// <summary>The bit of a breakage that only sequences show.</summary>
    /// <exception cref="ArgumentException">There is no such breakage, which is a mistake of the program.</exception>
    public static ulong BitOfSequence(string name) => Sequences.All.FirstOrDefault(mode => mode.Name == name) is { } known
        ? 1ul << Sequences.All.IndexOf(known)
        : throw new ArgumentException($"No sequence is broken by {name}.");

    /// <summary>The bit of a mode: readings first, then breakages.</summary>
    /// <exception cref="ArgumentException">The behavior has no such mode, which is a mistake of the program.</exception>
    public static ulong Bit(Behavior behavior, string mode)
    {
        var bit = 0;
        foreach (var reading in behavior.Readings)
        {
            if (reading.Name == mode)
                return 1ul << bit;
            bit++;
        }
        foreach (var breakage in behavior.Breakages)
        {
            if (breakage.Name == mode)
                return 1ul << bit;
            bit++;
        }
        throw new ArgumentException($"{behavior} has no mode {mode}.");
    }
}

/// <summary>The mode flags of the rules at one place: <c>rules[Behaviors.Unique, "accepted"]</c>.</summary>
internal readonly struct PlaceFlags(Contract contract, Place place)
{
    public ModeFlag this[Behavior behavior, string mode]
    {
        get
        {
            var bit = ModeFlags.Bit(behavior, mode);
            return contract.Rule(behavior, place) is { } rule ? new ModeFlag(rule.Index, bit) : default;
        }
    }

    /// <summary>Whether the contract tolerates a reading at the place.</summary>
    public bool Tolerates(Behavior behavior, string reading) =>
        contract.Rule(behavior, place)?.Readings.Any(mode => mode.Name == reading) == true;

    /// <summary>Whether the contract has a rule of the behavior at the place.</summary>
    public bool Has(Behavior behavior) => contract.Rule(behavior, place) is not null;
}
