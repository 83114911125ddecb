"""Which picture stands for an emoji's :code:?"""

import re

CODE = re.compile(r":([a-z0-9_+'-]+):(?::skin-tone-[2-6]:)?")

_WORDS = """
+1 👍 thumbsup 👍 -1 👎 thumbsdown 👎 100 💯 tada 🎉 wave 👋 clap 👏 pray 🙏 raised_hands 🙌 muscle 💪 ok_hand 👌
point_right 👉 point_left 👈 point_up ☝️ point_down 👇 handshake 🤝 eyes 👀 bulb 💡 fire 🔥 sparkles ✨ star ⭐
star2 🌟 smile 😄 smiley 😃 grinning 😀 grin 😁 joy 😂 wink 😉 blush 😊 slightly_smiling_face 🙂 thinking_face 🤔
sob 😭 cry 😢 heart_eyes 😍 sunglasses 😎 sweat_smile 😅 disappointed 😞 worried 😟 confused 😕 neutral_face 😐
upside_down_face 🙃 hugging_face 🤗 partying_face 🥳 rocket 🚀 seedling 🌱 herb 🌿 sunny ☀️ sunrise 🌅
partly_sunny ⛅ cloud ☁️ rainbow 🌈 snowflake ❄️ umbrella ☔ coffee ☕ cake 🍰 birthday 🎂 gift 🎁 balloon 🎈
trophy 🏆 medal 🏅 dart 🎯 warning ⚠️ no_entry ⛔ no_entry_sign 🚫 x ❌ white_check_mark ✅ heavy_check_mark ✔️
ballot_box_with_check ☑️ question ❓ grey_question ❔ exclamation ❗ heavy_exclamation_mark ❗ bangbang ‼️
information_source ℹ️ red_circle 🔴 large_orange_circle 🟠 large_yellow_circle 🟡 large_green_circle 🟢
large_blue_circle 🔵 large_purple_circle 🟣 white_circle ⚪ black_circle ⚫ large_red_square 🟥
large_orange_square 🟧 large_yellow_square 🟨 large_green_square 🟩 large_blue_square 🟦
small_orange_diamond 🔸 small_blue_diamond 🔹 small_red_triangle 🔺 arrow_right ➡️ arrow_left ⬅️
arrow_up ⬆️ arrow_down ⬇️ arrow_upper_right ↗️ arrow_lower_right ↘️ arrows_counterclockwise 🔄
leftwards_arrow_with_hook ↩️ repeat 🔁 hourglass ⌛ hourglass_flowing_sand ⏳ alarm_clock ⏰ stopwatch ⏱️
clock1 🕐 clock3 🕒 clock9 🕘 calendar 📆 date 📅 spiral_calendar_pad 🗓️ bell 🔔 no_bell 🔕 mega 📣
loudspeaker 📢 speech_balloon 💬 left_speech_bubble 🗨️ thought_balloon 💭 phone ☎️ telephone ☎️
telephone_receiver 📞 iphone 📱 calling 📲 email ✉️ envelope ✉️ envelope_with_arrow 📩 incoming_envelope 📨
e-mail 📧 inbox_tray 📥 outbox_tray 📤 mailbox 📫 memo 📝 pencil 📝 pencil2 ✏️ clipboard 📋 page_facing_up 📄
page_with_curl 📃 file_folder 📁 open_file_folder 📂 card_index 📇 card_file_box 🗃️ bar_chart 📊
chart_with_upwards_trend 📈 chart_with_downwards_trend 📉 pushpin 📌 round_pushpin 📍 paperclip 📎 link 🔗
lock 🔒 unlock 🔓 key 🔑 mag 🔍 mag_right 🔎 gear ⚙️ wrench 🔧 hammer 🔨 hammer_and_wrench 🛠️ wastebasket 🗑️
shield 🛡️ scales ⚖️ house 🏠 house_with_garden 🏡 office 🏢 briefcase 💼 moneybag 💰 dollar 💵 euro 💶
credit_card 💳 money_with_wings 💸 seat 💺 bust_in_silhouette 👤 busts_in_silhouette 👥 man-raising-hand 🙋‍♂️
woman-raising-hand 🙋‍♀️ raising_hand 🙋 mortar_board 🎓 heart ❤️ green_heart 💚 blue_heart 💙 yellow_heart 💛
broken_heart 💔 video_camera 📹 movie_camera 🎥 computer 💻 robot_face 🤖 crystal_ball 🔮 thermometer 🌡️
ice_cube 🧊 zzz 💤 palm_tree 🌴 airplane ✈️ walking 🚶 runner 🏃 new 🆕 soon 🔜 end 🔚 back 🔙 top 🔝 recycle ♻️
heavy_plus_sign ➕ heavy_minus_sign ➖ arrow_forward ▶️ fast_forward ⏩ double_vertical_bar ⏸️
black_square_for_stop ⏹️ speaker 🔈 mute 🔇 world_map 🗺️ earth_africa 🌍 globe_with_meridians 🌐 one 1️⃣
two 2️⃣ three 3️⃣ four 4️⃣ five 5️⃣ busstop 🚏 ticket 🎫 label 🏷️ bookmark 🔖 book 📖 books 📚 newspaper 📰
cactus 🌵
""".split()
PICTURES = dict(zip(_WORDS[::2], _WORDS[1::2], strict=True))


def with_pictures(text: str) -> str:
    """Text with each known :code: replaced by its picture; an unknown one stays as typed."""
    return CODE.sub(lambda found: PICTURES.get(found[1], found[0]), text)
