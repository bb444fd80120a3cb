"""The line of keys at the foot of a screen."""

from textual import events
from textual.binding import ActiveBinding
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widgets import Static

_LISTS_ALL = "app.help"
"""The action that shows all the keys."""


class KeyLine(Static):
    """The keys that do something here; a click presses one.

    Textual's own footer makes a widget of every key, and all of them anew whenever the focus
    moves: half of what a change of step took, and a twentieth of the start.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyLine {
        dock: bottom; height: 1; background: $footer-background; text-wrap: nowrap;
    }
    """

    def on_mount(self) -> None:
        """Keep to what the screen says."""
        self.screen.bindings_updated_signal.subscribe(self, self._keys_changed)

    @property
    def is_cut(self) -> bool:
        """Whether there are more keys than fit."""
        return Content(str(self.content).rstrip()).cell_length > self.size.width

    def on_click(self, event: events.Click) -> None:
        """As if the key below the pointer had been pressed."""
        if key := event.style.meta.get("key"):
            self.app.simulate_key(key)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Say what the key below the pointer does."""
        self.tooltip = event.style.meta.get("tooltip")

    def _keys_changed(self, screen: Screen[object]) -> None:
        if screen is self.screen and self.app.app_focus:
            self.update(self._keys(), layout=False)

    def _keys(self) -> Content:
        shown: dict[str, ActiveBinding] = {}
        for active in self.screen.active_bindings.values():
            if active.binding.show:
                shown.setdefault(active.binding.action, active)
        return self._folded({each: self._key(active) for each, active in shown.items()})

    def _folded(self, keys: dict[str, Content]) -> Content:
        """As many keys as fit; where some do not, the one that lists them all stands last."""
        whole, width = Content("").join(keys.values()), self.size.width
        lists = (each for each in self.screen.active_bindings.values())
        last = next((self._key(each) for each in lists if each.binding.action == _LISTS_ALL), None)
        if last is None or not width or Content(str(whole).rstrip()).cell_length <= width:
            return whole
        fitting = Content("")
        for action, key in keys.items():
            if action != _LISTS_ALL and (fitting + key + last).cell_length <= width + 1:
                fitting += key
        return fitting + last

    def on_resize(self) -> None:
        """Another width holds other keys."""
        self._keys_changed(self.screen)

    def _label(self, active: ActiveBinding) -> str:
        """What the key does; where leaving is only one step back, that."""
        screen = self.screen
        one_back = active.binding.action == "leave" and getattr(screen, "leaves_one_step", False)
        return "Back" if one_back else active.binding.description

    def _key(self, active: ActiveBinding) -> Content:
        binding = active.binding
        style = "dim" if not active.enabled else ""
        said = Content.assemble(
            (f" {self.app.get_key_display(binding)} ", f"$footer-key-foreground bold {style}"),
            (f"{self._label(active)} ", f"$footer-description-foreground {style}"),
        )
        meta = {"key": binding.key, "tooltip": active.tooltip or binding.tooltip}
        return said.stylize(Style.from_meta(meta))
