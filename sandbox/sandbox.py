"""One whole Discord: everything the routes work on, put together."""

from aiohttp import web

from sandbox.announcements import Announcements
from sandbox.answers import Answers
from sandbox.attachments import AttachmentStore
from sandbox.clock import AdjustableClock, Clock
from sandbox.command_registry import CommandRegistry
from sandbox.faults import Faults
from sandbox.gateway import Gateway
from sandbox.interaction_payloads import InteractionWriter
from sandbox.interactions import InteractionRegistry
from sandbox.invocations import Invocations
from sandbox.live import LivePages
from sandbox.message_payloads import MessageRenderer
from sandbox.messages import Message, MessageStore
from sandbox.modal_registry import ModalRegistry
from sandbox.payloads import JsonObject
from sandbox.posting import MessageRequest, PostOffice
from sandbox.rate_limits import RateLimiter
from sandbox.settings import SandboxSettings
from sandbox.snowflakes import SnowflakeGenerator
from sandbox.world import World, default_world


class Sandbox:
    """A Discord with one guild, a few members and one bot.

    Attributes:
        base_url: Where the page is.
        api_url: For `discord.http.Route.BASE`.
        gateway_url: For `DiscordWebSocket.DEFAULT_GATEWAY`.
        cdn_url: For `discord.asset.Asset.BASE`.
    """

    def __init__(
        self,
        base_url: str,
        settings: SandboxSettings | None = None,
        clock: Clock | None = None,
    ) -> None:
        self.base_url = base_url
        self.api_url = f"{base_url}/api/v10"
        self.gateway_url = f"{base_url.replace('http', 'ws', 1)}/gateway"
        self.cdn_url = f"{base_url}/cdn"
        self.settings = settings or SandboxSettings()
        self.clock = clock or AdjustableClock()
        self.world: World = default_world(SnowflakeGenerator(self.clock))
        self.messages = MessageStore()
        self.attachments = AttachmentStore(self.world.snowflakes)
        self.commands = CommandRegistry(self.world.bot.id, self.world.snowflakes)
        self.interactions = InteractionRegistry(self.settings, self.clock)
        self.rate_limiter = RateLimiter(self.settings, self.clock)
        self.faults = Faults()
        self.pages = LivePages()
        self.gateway = Gateway(self.world, self.settings, self.clock, self.gateway_url)
        self.gateway.on_presence = self._tell_presence
        self.renderer = MessageRenderer(self.world, self.messages, self.cdn_url)
        self.announcements = Announcements(self.world, self.renderer, self.gateway, self.pages)
        self.post_office = self._post_office()
        modals = ModalRegistry()
        self.answers = self._answers(modals)
        self.invocations = self._invocations(modals)

    def say(self, member_id: str, channel_id: str, content: str) -> Message:
        """Writes a message as a member.

        Raises:
            SandboxRefusal: The member is not in the channel.
            ApiError: The message breaks a limit.
        """
        member = self.world.member(member_id)
        channel = self.world.channel_for_member(channel_id, member_id)
        message = Message(self.world.snowflakes(), channel.id, member, self.clock())
        return self.post_office.send(message, MessageRequest({"content": content}))

    def dismiss(self, member_id: str, channel_id: str, message_id: str) -> None:
        """Hides an ephemeral message from the one member who saw it; the bot can't tell."""
        message = self.messages.find(channel_id, message_id)
        if message is not None and message.visible_to == member_id:
            message.dismissed = True
            self.announcements.message_hidden(message)

    def commands_for_pages(self) -> list[JsonObject]:
        """Returns every command that a member can find."""
        return self.commands.usable_in(list(self.world.guilds))

    def tell_commands(self) -> None:
        """Tells the pages that the commands changed."""
        self.pages.tell({"type": "commands", "commands": self.commands_for_pages()})

    def _post_office(self) -> PostOffice:
        return PostOffice(
            world=self.world,
            messages=self.messages,
            attachments=self.attachments,
            announcements=self.announcements,
            settings=self.settings,
            clock=self.clock,
        )

    def _answers(self, modals: ModalRegistry) -> Answers:
        return Answers(
            world=self.world,
            messages=self.messages,
            post_office=self.post_office,
            modals=modals,
            pages=self.pages,
            clock=self.clock,
        )

    def _invocations(self, modals: ModalRegistry) -> Invocations:
        return Invocations(
            world=self.world,
            messages=self.messages,
            commands=self.commands,
            interactions=self.interactions,
            modals=modals,
            writer=InteractionWriter(self.world, self.renderer, self.settings),
            gateway=self.gateway,
            pages=self.pages,
            settings=self.settings,
            clock=self.clock,
        )

    def _tell_presence(self) -> None:
        username = self.world.bot.username
        self.pages.tell({"type": "bot", "online": self.gateway.online, "username": username})


SANDBOX = web.AppKey("sandbox", Sandbox)
