using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Modes;

/// <summary>The profile and the breakages of a silo as <see cref="ActiveModes"/>, one for each contract.</summary>
internal sealed class ModeReader(ImmutableArray<Contract> contracts)
{
    private readonly List<string> _problems = [];
    private readonly ImmutableArray<Lazy<ulong[]>> _masks = [.. contracts.Select(contract => new Lazy<ulong[]>(() => Defaults(contract)))];

    /// <summary>What is wrong with them; empty if nothing is.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The modes by contract. A contract is read for them where they name rules, or when they are asked for.</summary>
    public ImmutableArray<Lazy<ActiveModes>> Read(IReadOnlyDictionary<string, string> profile, IEnumerable<string> breakages)
    {
        foreach (var (id, reading) in profile)
            Choose(id, reading);
        var broken = new HashSet<string>();
        foreach (var breakage in breakages)
            Break(breakage, broken);
        return [.. _masks.Select(masks => new Lazy<ActiveModes>(() => new ActiveModes(masks.Value)))];
    }

    // The last one is for breakages that only sequences show.
    private static ulong[] Defaults(Contract contract) =>
        [.. contract.Rules.Select(rule => ModeFlags.Bit(rule.Behavior, rule.Default.Name)), 0ul];

    private void Choose(string id, string reading)
    {
        var rules = Named(id);
        var modes = rules.SelectMany(rule => rule.Rule.Readings).Select(mode => mode.Name).Distinct().ToList();
        if (rules.Count > 0 && !modes.Contains(reading))
            _problems.Add($"The rule {id} has no reading {reading}; it has {string.Join(", ", modes)}.{Suggestion(reading, modes)}");
        foreach (var (api, rule) in rules.Where(rule => rule.Rule.Readings.Any(mode => mode.Name == reading)))
            _masks[api].Value[rule.Index] = ModeFlags.Bit(rule.Behavior, reading);
    }

    private void Break(string breakage, HashSet<string> broken)
    {
        var cut = breakage.IndexOf('=', StringComparison.Ordinal);
        var id = cut < 0 ? breakage : breakage[..cut];
        if (id == Sequences.Id)
        {
            BreakSequence(cut < 0 ? null : breakage[(cut + 1)..]);
            return;
        }
        var rules = Named(id, Sequences.Id);
        if (rules.Count == 0)
            return;
        var modes = rules.SelectMany(rule => rule.Rule.Breakages).Select(mode => mode.Name).Distinct().ToList();
        if (modes.Count == 0)
        {
            _problems.Add($"The rule {id} cannot be broken. {rules[0].Rule.Unbreakable}");
            return;
        }
        var name = cut < 0 ? modes[0] : breakage[(cut + 1)..];
        if (!modes.Contains(name))
            _problems.Add($"The rule {id} has no breakage {name}; it has {string.Join(", ", modes)}.{Suggestion(name, modes)}");
        foreach (var (api, rule) in rules.Where(rule => rule.Rule.Breakages.Any(mode => mode.Name == name)))
        {
            // The first breakage of a rule takes the place of its reading, a second one joins it.
            var before = broken.Contains(id) ? _masks[api].Value[rule.Index] : 0;
            _masks[api].Value[rule.Index] = before | ModeFlags.Bit(rule.Behavior, name);
        }
        broken.Add(id);
    }

    // Several may be in force at once: each has a bit of its own.
    private void BreakSequence(string? name)
    {
        var known = contracts.SelectMany(contract => Sequences.Of(contract)).Select(mode => mode.Name).Distinct().ToList();
        if (known.Count == 0 || (name is not null && !known.Contains(name)))
        {
            _problems.Add($"{Sequences.Id} has no breakage {name}; it has {string.Join(", ", known)}.{Suggestion(name ?? "", known)}");
            return;
        }
        foreach (var (contract, api) in contracts.Select((contract, api) => (contract, api)))
        {
            if (Sequences.Of(contract).FirstOrDefault(mode => name is null || mode.Name == name) is { } mode)
                _masks[api].Value[contract.Rules.Length] |= ModeFlags.BitOfSequence(mode.Name);
        }
    }

    private List<(int Api, Rule Rule)> Named(string id, params string[] others)
    {
        List<(int, Rule)> rules = [];
        for (var api = 0; api < contracts.Length; api++)
        {
            if (contracts[api].Rule(id) is { } rule)
                rules.Add((api, rule));
        }
        if (rules.Count == 0)
            _problems.Add($"There is no rule {id}.{Suggestion(id, contracts.SelectMany(contract => contract.Rules).Select(rule => rule.Id).Concat(others))}");
        return rules;
    }

    private static string Suggestion(string word, IEnumerable<string> known) =>
        Nearest.To(word, known) is { } near ? $" Did you mean {near}?" : "";
}
