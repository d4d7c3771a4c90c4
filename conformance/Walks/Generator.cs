using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Walks;

/// <summary>Makes up sequences of steps: long histories of few records. The same source of chance makes the same sequences.</summary>
/// <remarks>It knows the contract and nothing of answers; what turns out to be impossible is left out by whoever walks.</remarks>
internal sealed class Generator
{
    private const int Least = 10;
    private const int Most = 40;
    private const int MostLive = 4;
    private const int MostLooks = 6;

    private readonly Ground _ground;
    private readonly Random _random;
    private readonly ImmutableArray<Terrain> _cast;
    private readonly Terrain _home;
    private readonly Sketch _sketch = new();
    private readonly Dictionary<Terrain, ImmutableArray<Field>> _favorites = [];
    private readonly List<Step> _steps = [];
    private readonly Choices _choices;

    private Generator(Ground ground, Random random)
    {
        _ground = ground;
        _random = random;
        _choices = new Choices(random, _sketch);
        // The more a resource offers, the more can go wrong with it.
        var resources = ground.Resources.SelectMany(terrain => Enumerable.Repeat(terrain, terrain.Kinds.Count)).ToArray();
        _home = resources[random.Next(resources.Length)];
        // A parent without children, or children alone, every now and then.
        _cast = [_home, .. ground.Under(_home).Where(_ => random.Next(2) == 0)];
    }

    /// <summary>The sequence of one walk.</summary>
    public static ImmutableArray<Step> Make(Ground ground, Random random) => new Generator(ground, random).Make();

    private ImmutableArray<Step> Make()
    {
        var length = _random.Next(Least, Most + 1);
        while (_steps.Count < length)
            Next();
        // What nobody has looked at since may be wrong all the same.
        foreach (var record in _sketch.All.Where(record => record.Offers(OperationKind.Find)).Reverse().Take(MostLooks))
            Add(new FindStep(record.Symbol));
        if (_sketch.All.LastOrDefault(record => record.Terrain == _home) is { } last)
            List(last);
        return [.. _steps];
    }

    private void Next()
    {
        if (_sketch.Live.All(record => record.Terrain != _home))
        {
            Create(_home);
            return;
        }
        var record = Pick();
        (int Weight, Func<Drawn, bool> Try)[] moves =
        [
            (_sketch.Live.Count() < MostLive ? 14 : 1, _ => Create(_cast[_random.Next(_cast.Length)])),
            (34, Update), (7, Repeat), (8, RefusedUpdate), (7, RefusedCreate), (9, Delete), (6, Reactivate),
            (16, Find), (8, List), (3, Late), (2, Stranger), (2, Elsewhere), (2, OtherKey),
        ];
        var at = _random.Next(moves.Sum(move => move.Weight));
        var chosen = moves.First(move => (at -= move.Weight) < 0);
        if (chosen.Try(record) && _random.Next(5) < 2 && _sketch.Live.Any())
            Find(Pick());
    }

    // Mostly the one that was touched last, so that one record goes through much.
    private Drawn Pick()
    {
        var live = _sketch.Live.ToArray();
        return _sketch.Last is { IsDeleted: false } last && _random.Next(5) < 3 ? last : live[_random.Next(live.Length)];
    }

    private bool Create(Terrain terrain)
    {
        var parent = terrain.Resource.Parent is { } word ? ParentOf(_ground[word.Resource]) : null;
        Make(terrain, parent, _choices.OfCreate(terrain));
        return true;
    }

    private Drawn ParentOf(Terrain terrain)
    {
        var parents = _sketch.Live.Where(record => record.Terrain == terrain).ToArray();
        return parents.Length == 0 || (parents.Length == 1 && _random.Next(3) == 0)
            ? Make(terrain, terrain.Resource.Parent is { } word ? ParentOf(_ground[word.Resource]) : null, [])
            : parents[_random.Next(parents.Length)];
    }

    private Drawn Make(Terrain terrain, Drawn? parent, ImmutableArray<Choice> choices)
    {
        var record = _sketch.Add(terrain, parent, Favorites(terrain));
        var linked = ImmutableArray.CreateBuilder<(string, Symbol)>();
        foreach (var link in terrain.Links.Where(link => _ground.Has(link.Link!.Resource)))
        {
            var target = _ground[link.Link!.Resource];
            record.Linked.Add(_sketch.Add(target, null, Favorites(target)));
            linked.Add((link.Name, record.Linked[^1].Symbol));
        }
        Add(new CreateStep(record.Symbol, choices) { Parent = parent?.Symbol, Linked = linked.ToImmutable() });
        _sketch.Touch(record);
        return record;
    }

    private bool Update(Drawn record)
    {
        if (!record.Offers(OperationKind.Update) || _choices.OfUpdate(record) is not { IsEmpty: false } choices)
            return false;
        Add(new UpdateStep(record.Symbol, choices));
        record.Updates++;
        record.Changed.UnionWith(record.Terrain.Changeable.Where(field => choices.Any(choice => choice.Field == field.Name)));
        _sketch.Touch(record);
        return true;
    }

    private bool Repeat(Drawn record) => record.Updates > 0 && Add(new RepeatStep(record.Symbol));

    private bool RefusedUpdate(Drawn record)
    {
        if (!record.Offers(OperationKind.Update) || _choices.OfRefusedUpdate(record) is not { IsEmpty: false } choices)
            return false;
        Add(new UpdateStep(record.Symbol, choices));
        _sketch.Touch(record);
        return Update(record);
    }

    private bool RefusedCreate(Drawn record)
    {
        if (_choices.OfRefusedCreate(record.Terrain) is not { IsEmpty: false } choices)
            return false;
        // Its symbol is never used again: there is no such record.
        var nobody = _sketch.Add(record.Terrain, record.Parent, []);
        _sketch.Delete(nobody);
        return Add(new CreateStep(nobody.Symbol, choices) { Parent = record.Parent?.Symbol });
    }

    private bool Delete(Drawn record)
    {
        if (!record.Offers(OperationKind.Delete))
            return false;
        Add(new DeleteStep(record.Symbol));
        _sketch.Delete(record);
        _sketch.Touch(record);
        return true;
    }

    private bool Reactivate(Drawn record)
    {
        if (_sketch.Deleted.Where(deleted => deleted.Terrain.CanReactivate).ToArray() is not { Length: > 0 } deleted)
            return false;
        var chosen = deleted[_random.Next(deleted.Length)];
        chosen.IsDeleted = false;
        _sketch.Touch(chosen);
        return Add(new ReactivateStep(chosen.Symbol));
    }

    private bool Find(Drawn record) => record.Offers(OperationKind.Find) && Add(new FindStep(record.Symbol));

    private bool List(Drawn record) => record.Terrain.List is { } list && Add(new ListStep(record.Terrain.Resource.Name)
    {
        Parent = record.Parent?.Symbol,
        Like = list.Filter is null ? null : record.Symbol,
    });

    // Of a record that is deleted.
    private bool Late(Drawn record)
    {
        if (_sketch.Deleted.ToArray() is not { Length: > 0 } deleted)
            return false;
        var chosen = deleted[_random.Next(deleted.Length)];
        return _random.Next(4) switch
        {
            0 when chosen.Offers(OperationKind.Delete) => Add(new DeleteStep(chosen.Symbol)),
            1 when chosen.Offers(OperationKind.Update) && _choices.OfUpdate(chosen) is { IsEmpty: false } choices => Add(new UpdateStep(chosen.Symbol, choices)),
            _ => Find(chosen),
        };
    }

    private bool Stranger(Drawn record)
    {
        OperationKind[] kinds = [.. new[] { OperationKind.Find, OperationKind.Update, OperationKind.Delete }.Where(record.Offers)];
        return kinds.Length > 0 && Add(new StrangerStep(kinds[_random.Next(kinds.Length)], record.Terrain.Resource.Name) { Parent = record.Parent?.Symbol });
    }

    // Under a parent that is not its own.
    private bool Elsewhere(Drawn record) => record.Parent is { } own && record.Offers(OperationKind.Find)
        && _sketch.Live.FirstOrDefault(other => other.Terrain == own.Terrain && other != own) is { } elsewhere
        && Add(new FindStep(record.Symbol) { Under = elsewhere.Symbol });

    private bool OtherKey(Drawn record) => _random.Next(4) switch
    {
        0 => record.Offers(OperationKind.Find) && Add(new FindStep(record.Symbol) { Who = Credential.Other }),
        1 => record.Offers(OperationKind.Find) && Add(new FindStep(record.Symbol) { Who = Credential.ReadOnly }),
        2 => record.Offers(OperationKind.Delete) && Add(new DeleteStep(record.Symbol) { Who = Credential.ReadOnly }),
        _ => record.Offers(OperationKind.Update) && _choices.OfUpdate(record) is { IsEmpty: false } choices
            && Add(new UpdateStep(record.Symbol, choices) { Who = Credential.ReadOnly }),
    };

    private ImmutableArray<Field> Favorites(Terrain terrain)
    {
        if (!_favorites.TryGetValue(terrain, out var favorites))
            _favorites[terrain] = favorites = _choices.Favorites(terrain);
        return favorites;
    }

    private bool Add(Step step)
    {
        _steps.Add(step);
        return true;
    }
}
