using System.Collections.Immutable;

namespace PlanisoContract.Mock.Overrides;

/// <summary>The overrides of a mock, in the order in which they were made. Safe for parallel use.</summary>
/// <param name="seed">For random decisions; each override draws from a source of its own, so that others do not matter to it.</param>
/// <param name="start">What the mock starts with, and goes back to.</param>
internal sealed class OverrideList(int seed, ImmutableArray<Override> start)
{
    private readonly Lock _changing = new();
    private ImmutableArray<Entry> _entries = Started(seed, start);
    private int _lastId = start.Length;
    private volatile bool _isIdle = !start.Any(definition => definition.IsEnabled);

    public OverrideList(int seed) : this(seed, [])
    {
    }

    /// <summary>Whether there is none that could act: none at all, or none that is switched on and not used up.</summary>
    public bool IsIdle => _isIdle;

    /// <summary>Another number after every change, and after every request that one is about.</summary>
    public long Version { get; private set; }

    /// <summary>The last id that was given.</summary>
    public int LastId => _lastId;

    public ImmutableArray<OverrideState> All
    {
        get
        {
            lock (_changing)
                return [.. _entries.Select(entry => entry.State)];
        }
    }

    /// <summary>The override with this id, or null.</summary>
    public OverrideState? Find(int id)
    {
        lock (_changing)
            return _entries.FirstOrDefault(entry => entry.Id == id)?.State;
    }

    public ImmutableArray<OverrideState> Add(IEnumerable<Override> definitions)
    {
        lock (_changing)
        {
            ImmutableArray<Entry> added = [.. definitions.Select(definition => new Entry(seed, ++_lastId, definition))];
            Become(_entries.AddRange(added));
            return [.. added.Select(entry => entry.State)];
        }
    }

    /// <summary>Switches one on or off; null where there is no such one.</summary>
    public OverrideState? Switch(int id, bool isEnabled)
    {
        lock (_changing)
        {
            if (_entries.FirstOrDefault(entry => entry.Id == id) is not { } entry)
                return null;
            entry.IsEnabled = isEnabled;
            Become(_entries);
            return entry.State;
        }
    }

    /// <summary>Deletes one; false where there is no such one.</summary>
    public bool Remove(int id)
    {
        lock (_changing)
        {
            var count = _entries.Length;
            Become(_entries.RemoveAll(entry => entry.Id == id));
            return _entries.Length < count;
        }
    }

    /// <summary>Deletes the overrides of some keys.</summary>
    public void Remove(IReadOnlyCollection<string> keys)
    {
        lock (_changing)
            Become(_entries.RemoveAll(entry => IsOf(entry.Definition, keys)));
    }

    public void Clear()
    {
        lock (_changing)
            Become([]);
    }

    /// <summary>Back to the overrides that the mock started with, none of them used.</summary>
    public void Reset()
    {
        lock (_changing)
        {
            Become(Started(seed, start));
            _lastId = start.Length;
        }
    }

    /// <summary>The same for the overrides of some keys; those of other keys, and of none, stay.</summary>
    public void Reset(IReadOnlyCollection<string> keys)
    {
        lock (_changing)
        {
            var others = _entries.Where(entry => !IsOf(entry.Definition, keys));
            var theirs = Started(seed, start).Where(entry => IsOf(entry.Definition, keys));
            Become([.. others.Concat(theirs).OrderBy(entry => entry.Id)]);
        }
    }

    /// <summary>The overrides as they stand, to be restored.</summary>
    /// <param name="keys">Those of some keys alone; null for all.</param>
    public ImmutableArray<SavedOverride> Save(IReadOnlyCollection<string>? keys)
    {
        lock (_changing)
            return [.. _entries.Where(entry => keys is null || IsOf(entry.Definition, keys)).Select(entry => entry.Saved)];
    }

    /// <summary>Puts saved overrides in the place of all, or of those of some keys.</summary>
    public void Restore(ImmutableArray<SavedOverride> saved, IReadOnlyCollection<string>? keys)
    {
        lock (_changing)
        {
            var others = _entries.Where(entry => keys is not null && !IsOf(entry.Definition, keys) && saved.All(one => one.Id != entry.Id));
            Become([.. others.Concat(saved.Select(one => new Entry(seed, one))).OrderBy(entry => entry.Id)]);
            _lastId = Math.Max(_lastId, saved.Select(one => one.Id).Append(0).Max());
        }
    }

    /// <summary>Puts stored overrides in the place of all.</summary>
    public void Load(ImmutableArray<SavedOverride> saved, int lastId)
    {
        lock (_changing)
        {
            Become([.. saved.Select(one => new Entry(seed, one))]);
            _lastId = lastId;
        }
    }

    /// <summary>What is to be done about a request; counts it. Null where nothing is.</summary>
    /// <remarks>
    /// The first override that applies decides the answer. One that does nothing but delay leaves the answer to the next, so that
    /// delays add up. <see cref="Override.After"/> counts every request that matches, whichever override answers it.
    /// </remarks>
    public Decision? Take(ContractRequest request)
    {
        lock (_changing)
        {
            var delay = 0L;
            Entry? deciding = null;
            var taken = ImmutableArray.CreateBuilder<int>();
            foreach (var entry in _entries)
            {
                if (entry.IsActive)
                    Version++;
                if (!entry.IsActive || !request.IsMeantBy(entry.Definition) || !entry.Passed() || deciding is not null || !entry.Use())
                    continue;
                delay += entry.DrawDelay();
                taken.Add(entry.Id);
                if (!entry.Definition.Change.IsNone)
                    deciding = entry;
            }
            if (taken.Count == 0)
                return null;
            Become(_entries);
            return new Decision(TimeSpan.FromMilliseconds(delay), deciding?.Definition.Change ?? new AnswerChange())
            {
                Ids = taken.ToImmutable(),
                NoteUnmet = unmet => deciding?.Unmet = unmet,
            };
        }
    }

    private static ImmutableArray<Entry> Started(int seed, ImmutableArray<Override> start) =>
        [.. start.Select((definition, index) => new Entry(seed, index + 1, definition))];

    private static bool IsOf(Override definition, IReadOnlyCollection<string> keys) => definition.Key is { } key && keys.Contains(key);

    private void Become(ImmutableArray<Entry> entries)
    {
        _entries = entries;
        Version++;
        _isIdle = !entries.Any(entry => entry.IsActive);
    }

    private sealed class Entry(int seed, int id, Override definition)
    {
        private readonly Random _random = new(unchecked((seed * 397) ^ id));
        private long _seen;
        private long _used;

        public Entry(int seed, SavedOverride saved) : this(seed, saved.Id, saved.Definition) =>
            (IsEnabled, _seen, _used) = (saved.IsEnabled, saved.Seen, saved.Used);

        public int Id => id;

        public Override Definition => definition;

        public bool IsEnabled { get; set; } = definition.IsEnabled;

        public ImmutableArray<string> Unmet { get; set; } = [];

        public bool IsActive => IsEnabled && (definition.Times is not { } times || _used < times);

        public SavedOverride Saved => new(id, definition, IsEnabled, _seen, _used);

        public OverrideState State => new(id, definition, IsEnabled, _used, Unmet);

        /// <summary>Counts a request that it is about; false for those that it lets through first.</summary>
        public bool Passed() => ++_seen > definition.After;

        /// <summary>Counts as used, unless chance has it otherwise.</summary>
        public bool Use()
        {
            if (definition.Probability < 1 && _random.NextDouble() >= definition.Probability)
                return false;
            _used++;
            return true;
        }

        public long DrawDelay() => definition.Delay is { } delay ? _random.NextInt64(delay.From, delay.To + 1L) : 0;
    }
}
