using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace PlanisoContract.Mock.Simulation.Binding.Bodies;

internal abstract partial class BodyValue
{
    /// <summary>Named values, in the order in which they came.</summary>
    public sealed class Members : BodyValue
    {
        // So few are found sooner by looking at one after the other than by their hashes.
        private const int Few = 16;

        private readonly List<KeyValuePair<string, BodyValue>> _all = new(Few);
        private Dictionary<string, int>? _places;

        /// <summary>Whether they come from a JSON body.</summary>
        public bool FromJson { get; init; }

        /// <summary>Whether they come from an XML body: an element's attributes and children by name, no list.</summary>
        public bool FromXml { get; init; }

        public int Count => _all.Count;

        public List<KeyValuePair<string, BodyValue>> All => _all;

        [DisallowNull]
        public BodyValue? this[string name]
        {
            get => PlaceOf(name) is var at and >= 0 ? _all[at].Value : null;
            set
            {
                if (!TryAdd(name, value))
                    _all[PlaceOf(name)] = KeyValuePair.Create(name, value);
            }
        }

        /// <summary>Adds a value behind the others; false where there is one of the name.</summary>
        public bool TryAdd(string name, BodyValue value)
        {
            if (PlaceOf(name) >= 0)
                return false;
            _places?.Add(name, _all.Count);
            _all.Add(KeyValuePair.Create(name, value));
            return true;
        }

        /// <summary>The values as a list, if all names are numbers, as PHP's indexes are.</summary>
        public Items? AsItems() => _all.TrueForAll(member => int.TryParse(member.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            ? new Items(_all.ConvertAll(member => member.Value)) : null;

        protected override void Write(Utf8JsonWriter json)
        {
            json.WriteStartObject();
            foreach (var (name, value) in _all)
            {
                json.WritePropertyName(name);
                value.Write(json);
            }
            json.WriteEndObject();
        }

        private int PlaceOf(string name)
        {
            if (_all.Count > Few)
            {
                _places ??= Enumerable.Range(0, _all.Count).ToDictionary(at => _all[at].Key);
                return _places.GetValueOrDefault(name, -1);
            }
            for (var at = 0; at < _all.Count; at++)
            {
                if (_all[at].Key == name)
                    return at;
            }
            return -1;
        }
    }
}
