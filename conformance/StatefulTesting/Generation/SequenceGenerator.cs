using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.StatefulTesting;

/// <summary>Generates sequences of commands: long histories of few records. The same random source makes the same sequences.</summary>
/// <remarks>It knows the contract and no answer; a command whose precondition does not hold is left out when the sequence runs.</remarks>
internal sealed class SequenceGenerator
{
    private const int Least = 10;
    private const int Most = 40;
    private const int MostLive = 4;
    private const int MostFinds = 6;

    private readonly Capabilities _capabilities;
    private readonly Random _random;
    private readonly ImmutableArray<ResourceCapabilities> _resources;
    private readonly ResourceCapabilities _main;
    private readonly GeneratedRecords _records = new();
    private readonly Dictionary<ResourceCapabilities, ImmutableArray<Field>> _favorites = [];
    private readonly List<Command> _commands = [];
    private readonly ValueGenerator _values;

    private SequenceGenerator(Capabilities capabilities, Random random)
    {
        _capabilities = capabilities;
        _random = random;
        _values = new ValueGenerator(random, _records);
        // The more operations a resource has, the more can go wrong with it.
        var resources = capabilities.Resources.SelectMany(resource => Enumerable.Repeat(resource, resource.Kinds.Count)).ToArray();
        _main = resources[random.Next(resources.Length)];
        // A parent without children, or children alone, every now and then.
        _resources = [_main, .. capabilities.Under(_main).Where(_ => random.Next(2) == 0)];
    }

    /// <summary>One sequence.</summary>
    public static ImmutableArray<Command> Make(Capabilities capabilities, Random random) => new SequenceGenerator(capabilities, random).Make();

    private ImmutableArray<Command> Make()
    {
        var length = _random.Next(Least, Most + 1);
        while (_commands.Count < length)
            Next();
        // What no command has read since may be wrong all the same.
        foreach (var record in _records.All.Where(record => record.Offers(OperationKind.Find)).Reverse().Take(MostFinds))
            Add(new FindCommand(record.Symbol));
        if (_records.All.LastOrDefault(record => record.Capabilities == _main) is { } last)
            List(last);
        return [.. _commands];
    }

    private void Next()
    {
        if (_records.Live.All(record => record.Capabilities != _main))
        {
            Create(_main);
            return;
        }
        var record = Pick();
        (int Weight, Func<GeneratedRecord, bool> Try)[] commands =
        [
            (_records.Live.Count() < MostLive ? 14 : 1, _ => Create(_resources[_random.Next(_resources.Length)])),
            (34, Update), (7, Repeat), (8, RefusedUpdate), (7, RefusedCreate), (9, Delete), (6, Reactivate),
            (16, Find), (8, List), (3, OfDeleted), (2, UnknownRecord), (2, UnderOther), (2, OtherKey),
        ];
        var at = _random.Next(commands.Sum(command => command.Weight));
        var chosen = commands.First(command => (at -= command.Weight) < 0);
        if (chosen.Try(record) && _random.Next(5) < 2 && _records.Live.Any())
            Find(Pick());
    }

    // Mostly the one that a command was last about, so that one record has a long history.
    private GeneratedRecord Pick()
    {
        var live = _records.Live.ToArray();
        return _records.Last is { IsDeleted: false } last && _random.Next(5) < 3 ? last : live[_random.Next(live.Length)];
    }

    private bool Create(ResourceCapabilities capabilities)
    {
        var parent = capabilities.Resource.Parent is { } word ? ParentOf(_capabilities[word.Resource]) : null;
        Make(capabilities, parent, _values.OfCreate(capabilities));
        return true;
    }

    private GeneratedRecord ParentOf(ResourceCapabilities capabilities)
    {
        var parents = _records.Live.Where(record => record.Capabilities == capabilities).ToArray();
        return parents.Length == 0 || (parents.Length == 1 && _random.Next(3) == 0)
            ? Make(capabilities, capabilities.Resource.Parent is { } word ? ParentOf(_capabilities[word.Resource]) : null, [])
            : parents[_random.Next(parents.Length)];
    }

    private GeneratedRecord Make(ResourceCapabilities capabilities, GeneratedRecord? parent, ImmutableArray<ValueChoice> choices)
    {
        var record = _records.Add(capabilities, parent, Favorites(capabilities));
        var linked = ImmutableArray.CreateBuilder<(string, Symbol)>();
        foreach (var link in capabilities.Links.Where(link => _capabilities.Has(link.Link!.Resource)))
        {
            var target = _capabilities[link.Link!.Resource];
            linked.Add((link.Name, _records.Add(target, null, Favorites(target)).Symbol));
        }
        Add(new CreateCommand(record.Symbol, choices) { Parent = parent?.Symbol, Linked = linked.ToImmutable() });
        _records.Last = record;
        return record;
    }

    private bool Update(GeneratedRecord record)
    {
        if (!record.Offers(OperationKind.Update) || _values.OfUpdate(record) is not { IsEmpty: false } choices)
            return false;
        Add(new UpdateCommand(record.Symbol, choices));
        record.Updates++;
        record.Changed.UnionWith(record.Capabilities.Changeable.Where(field => choices.Any(choice => choice.Field == field.Name)));
        _records.Last = record;
        return true;
    }

    private bool Repeat(GeneratedRecord record) => record.Updates > 0 && Add(new RepeatUpdateCommand(record.Symbol));

    private bool RefusedUpdate(GeneratedRecord record)
    {
        if (!record.Offers(OperationKind.Update) || _values.OfRefusedUpdate(record) is not { IsEmpty: false } choices)
            return false;
        Add(new UpdateCommand(record.Symbol, choices));
        _records.Last = record;
        return Update(record);
    }

    private bool RefusedCreate(GeneratedRecord record)
    {
        if (_values.OfRefusedCreate(record.Capabilities) is not { IsEmpty: false } choices)
            return false;
        // Its symbol is never used again: there is no such record.
        var nobody = _records.Add(record.Capabilities, record.Parent, []);
        _records.Delete(nobody);
        return Add(new CreateCommand(nobody.Symbol, choices) { Parent = record.Parent?.Symbol });
    }

    private bool Delete(GeneratedRecord record)
    {
        if (!record.Offers(OperationKind.Delete))
            return false;
        Add(new DeleteCommand(record.Symbol));
        _records.Delete(record);
        _records.Last = record;
        return true;
    }

    private bool Reactivate(GeneratedRecord record)
    {
        if (_records.Deleted.Where(deleted => deleted.Capabilities.CanReactivate).ToArray() is not { Length: > 0 } deleted)
            return false;
        var chosen = deleted[_random.Next(deleted.Length)];
        chosen.IsDeleted = false;
        _records.Last = chosen;
        return Add(new ReactivateCommand(chosen.Symbol));
    }

    private bool Find(GeneratedRecord record) => record.Offers(OperationKind.Find) && Add(new FindCommand(record.Symbol));

    private bool List(GeneratedRecord record) => record.Capabilities.List is { } list && Add(new ListCommand(record.Capabilities.Resource.Name)
    {
        Parent = record.Parent?.Symbol,
        Like = list.Filter is null ? null : record.Symbol,
    });

    private bool OfDeleted(GeneratedRecord record)
    {
        if (_records.Deleted.ToArray() is not { Length: > 0 } deleted)
            return false;
        var chosen = deleted[_random.Next(deleted.Length)];
        return _random.Next(4) switch
        {
            0 when chosen.Offers(OperationKind.Delete) => Add(new DeleteCommand(chosen.Symbol)),
            1 when chosen.Offers(OperationKind.Update) && _values.OfUpdate(chosen) is { IsEmpty: false } choices => Add(new UpdateCommand(chosen.Symbol, choices)),
            _ => Find(chosen),
        };
    }

    private bool UnknownRecord(GeneratedRecord record)
    {
        OperationKind[] kinds = [.. new[] { OperationKind.Find, OperationKind.Update, OperationKind.Delete }.Where(record.Offers)];
        return kinds.Length > 0 && Add(new UnknownRecordCommand(kinds[_random.Next(kinds.Length)], record.Capabilities.Resource.Name) { Parent = record.Parent?.Symbol });
    }

    // Under a parent that is not its own.
    private bool UnderOther(GeneratedRecord record) => record.Parent is { } own && record.Offers(OperationKind.Find)
        && _records.Live.FirstOrDefault(other => other.Capabilities == own.Capabilities && other != own) is { } another
        && Add(new FindCommand(record.Symbol) { Under = another.Symbol });

    private bool OtherKey(GeneratedRecord record) => _random.Next(4) switch
    {
        0 => record.Offers(OperationKind.Find) && Add(new FindCommand(record.Symbol) { Who = Credential.Other }),
        1 => record.Offers(OperationKind.Find) && Add(new FindCommand(record.Symbol) { Who = Credential.ReadOnly }),
        2 => record.Offers(OperationKind.Delete) && Add(new DeleteCommand(record.Symbol) { Who = Credential.ReadOnly }),
        _ => record.Offers(OperationKind.Update) && _values.OfUpdate(record) is { IsEmpty: false } choices
            && Add(new UpdateCommand(record.Symbol, choices) { Who = Credential.ReadOnly }),
    };

    private ImmutableArray<Field> Favorites(ResourceCapabilities capabilities)
    {
        if (!_favorites.TryGetValue(capabilities, out var favorites))
            _favorites[capabilities] = favorites = _values.Favorites(capabilities);
        return favorites;
    }

    private bool Add(Command command)
    {
        _commands.Add(command);
        return true;
    }
}
